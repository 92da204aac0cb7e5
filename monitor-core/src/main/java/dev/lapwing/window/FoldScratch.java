// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.stats.Buckets;
import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.DistributionBuilder;
import java.util.Arrays;

/** Room to work in, which all folds share. Not thread-safe. */
final class FoldScratch {
  private final DistributionBuilder durations = new DistributionBuilder();
  private final int[] row = new int[Buckets.PER_ROW];

  /** Returns a row, all zero unless it was written to since {@link #clearRow()}. */
  int[] row() {
    return row;
  }

  void clearRow() {
    Arrays.fill(row, 0);
  }

  /** Returns the durations, empty after every {@link #take()}. */
  DistributionBuilder durations() {
    return durations;
  }

  /** Returns the durations that were added up. */
  Distribution take() {
    Distribution taken = durations.build();
    durations.clear();
    return taken;
  }
}
