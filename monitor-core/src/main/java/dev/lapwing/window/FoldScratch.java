// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.stats.Buckets;
import dev.lapwing.stats.DistributionBuilder;
import java.util.Arrays;

/** Room to work in, which all folds share. Not thread-safe. */
final class FoldScratch {
  private final TallyPool gained = new TallyPool();
  private final int[] row = new int[Buckets.PER_ROW];

  /** Returns a row, all zero unless it was written to since {@link #clearRow()}. */
  int[] row() {
    return row;
  }

  void clearRow() {
    Arrays.fill(row, 0);
  }

  /** Returns what is added up, empty until then and after {@link #take()}. */
  TallyPool gained() {
    return gained;
  }

  DistributionBuilder durations() {
    return gained.durations();
  }

  /** Returns what was added up, and begins anew. */
  Tally take() {
    return gained.take();
  }
}
