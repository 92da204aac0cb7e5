// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.vertx;

import dev.lapwing.benchmarks.servers.runner.ServersContract;

class VertxServersTest extends ServersContract {}
