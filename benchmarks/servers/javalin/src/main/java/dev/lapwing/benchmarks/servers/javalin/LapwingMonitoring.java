// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.javalin;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.javalin.LapwingPlugin;
import io.javalin.config.JavalinConfig;

/** Lapwing as its README has it. */
final class LapwingMonitoring {

  private LapwingMonitoring() {}

  static void add(JavalinConfig config) {
    PerformanceMonitor monitor = PerformanceMonitor.builder().service("bench").build();
    config.registerPlugin(new LapwingPlugin(monitor));
    config.events.serverStopped(monitor::close);
  }
}
