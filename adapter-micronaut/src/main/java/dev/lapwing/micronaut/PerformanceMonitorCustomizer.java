// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import dev.lapwing.PerformanceMonitorBuilder;

/**
 * Sets what properties cannot say, or other defaults than Lapwing's. Every bean of this type is
 * called once, before the monitor is built; properties and the environment override what it sets.
 */
@FunctionalInterface
public interface PerformanceMonitorCustomizer {

  /** Changes the settings. What it throws stops the start of the service. */
  void customize(PerformanceMonitorBuilder builder);
}
