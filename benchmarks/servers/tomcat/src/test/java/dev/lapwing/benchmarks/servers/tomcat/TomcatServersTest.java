// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.tomcat;

import dev.lapwing.benchmarks.servers.runner.ServersContract;

class TomcatServersTest extends ServersContract {}
