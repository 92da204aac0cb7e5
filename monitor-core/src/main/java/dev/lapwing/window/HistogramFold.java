// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.recording.ConcurrentHistogram;
import dev.lapwing.stats.Buckets;
import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.DistributionBuilder;
import java.util.Arrays;

/**
 * Turns a cumulative histogram into what it gained since the last reading. Not thread-safe: the
 * fold's lock guards it.
 */
final class HistogramFold {
  private static final int ROW_BYTES = 16 + Buckets.PER_ROW * Integer.BYTES;

  private final ConcurrentHistogram histogram;

  /** The counters as they were read last; a row is null until something was in it. */
  private final int[][] seen = new int[Buckets.ROWS][];

  private long exactMax = -1;

  HistogramFold(ConcurrentHistogram histogram) {
    this.histogram = histogram;
  }

  /** Moves the maximum out of the histogram; to be called before {@link #gain}. */
  long takeMax() {
    long max = histogram.takeMax();
    exactMax = Math.max(exactMax, max);
    return max;
  }

  /**
   * Reads the buckets and returns what they gained.
   *
   * @param max what {@link #takeMax} returned just before
   * @param scratch an empty builder, left empty
   */
  Distribution gain(long max, DistributionBuilder scratch) {
    int[] sums = new int[Buckets.PER_ROW];
    for (int row = 0; row < Buckets.ROWS; row++) {
      if (histogram.addRowTo(row, sums)) {
        sums = compare(row, sums, scratch);
        Arrays.fill(sums, 0);
      }
    }
    scratch.raiseMax(max);
    Distribution gained = scratch.build();
    scratch.clear();
    return gained;
  }

  /** Keeps the sums as seen, and returns an array that may be written again. */
  private int[] compare(int row, int[] sums, DistributionBuilder gained) {
    int[] before = seen[row] == null ? new int[Buckets.PER_ROW] : seen[row];
    for (int i = 0; i < Buckets.PER_ROW; i++) {
      int difference = sums[i] - before[i];
      if (difference != 0) {
        gained.addCount(row * Buckets.PER_ROW + i, Integer.toUnsignedLong(difference));
      }
    }
    seen[row] = sums;
    return before;
  }

  /** Returns the greatest duration since the start or the last forgetting; -1 for none. */
  long exactMax() {
    return exactMax;
  }

  void forgetMax() {
    exactMax = -1;
  }

  long bytesHeld() {
    long rows = Arrays.stream(seen).filter(row -> row != null).count();
    return histogram.bytesHeld() + rows * ROW_BYTES;
  }
}
