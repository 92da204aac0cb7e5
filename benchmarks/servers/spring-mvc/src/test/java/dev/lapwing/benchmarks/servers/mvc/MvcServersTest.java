// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.mvc;

import dev.lapwing.benchmarks.servers.runner.ServersContract;

class MvcServersTest extends ServersContract {}
