// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.webflux;

import dev.lapwing.benchmarks.servers.runner.ServersContract;

class WebFluxServersTest extends ServersContract {}
