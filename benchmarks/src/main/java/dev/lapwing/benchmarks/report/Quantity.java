// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.report;

import org.jspecify.annotations.Nullable;

/** Something that a run tells, if it measured it. */
@FunctionalInterface
interface Quantity {

  /** Returns it, or null when the run has not measured it. */
  @Nullable Estimate in(Scores scores);

  /** Returns the sum of this and so many times another. */
  default Quantity plus(double factor, Quantity other) {
    return scores -> {
      Estimate mine = in(scores);
      Estimate others = other.in(scores);
      return mine == null || others == null ? null : mine.plus(others.times(factor));
    };
  }

  /** Returns bytes of heap, by the name that {@link Footprints} gives them. */
  static Quantity footprint(String name) {
    return scores -> scores.footprint(name);
  }
}
