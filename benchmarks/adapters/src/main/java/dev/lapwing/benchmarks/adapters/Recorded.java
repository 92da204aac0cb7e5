// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.adapters;

import dev.lapwing.PerformanceMonitor;

/** Holds a benchmark to having recorded requests with Lapwing, and none without. */
final class Recorded {
  private Recorded() {}

  /** Fails if a monitor has not seen what it should have. */
  static void check(Variant variant, PerformanceMonitor monitor) {
    if (monitor.getStats().isEmpty() == (variant == Variant.LAPWING)) {
      throw new IllegalStateException(variant + " recorded " + monitor.getStats());
    }
  }
}
