// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spi;

import dev.lapwing.stats.IntervalStats;

/** Told what happened between two ticks, once a second. */
@FunctionalInterface
public interface IntervalListener {

  /**
   * Called after each tick, on a thread that this listener has for itself. A listener that is slow
   * loses intervals, which are counted; what it throws is logged once and counted.
   */
  void onInterval(IntervalStats interval);
}
