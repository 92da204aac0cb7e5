// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.PerformanceMonitorBuilder;

/**
 * Sets what properties cannot say, or other defaults than Lapwing's. Every bean of this type is
 * called once, in the order of the beans, before the monitor is built; {@code lapwing.*} properties
 * override what it sets. Not called where the application makes its own monitor.
 */
@FunctionalInterface
public interface PerformanceMonitorCustomizer {

  /** Changes the settings. What it throws stops the start of the application. */
  void customize(PerformanceMonitorBuilder builder);
}
