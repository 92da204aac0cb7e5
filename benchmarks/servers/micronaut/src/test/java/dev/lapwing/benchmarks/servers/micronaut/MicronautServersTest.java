// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.micronaut;

import dev.lapwing.benchmarks.servers.runner.ServersContract;

class MicronautServersTest extends ServersContract {}
