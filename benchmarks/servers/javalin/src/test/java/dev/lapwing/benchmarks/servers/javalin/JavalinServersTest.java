// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.javalin;

import dev.lapwing.benchmarks.servers.runner.ServersContract;

class JavalinServersTest extends ServersContract {}
