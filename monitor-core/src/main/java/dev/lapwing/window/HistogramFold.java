// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.recording.ConcurrentHistogram;
import dev.lapwing.stats.Buckets;
import dev.lapwing.stats.Distribution;

/**
 * Turns a cumulative histogram into what it gained since the last reading, and adds that up. Not
 * thread-safe: the fold's lock guards it.
 */
final class HistogramFold {
  private final ConcurrentHistogram histogram;
  private final RowTotals totals = new RowTotals();
  private long exactMax = -1;
  private long bytesHeld;

  HistogramFold(ConcurrentHistogram histogram) {
    this.histogram = histogram;
    this.bytesHeld = histogram.bytesHeld() + totals.bytesHeld();
  }

  /** Moves the maximum out of the histogram; to be called before {@link #gain}. */
  long takeMax() {
    long max = histogram.takeMax();
    exactMax = Math.max(exactMax, max);
    return max;
  }

  /**
   * Reads the buckets and adds what they gained to that of the scratch.
   *
   * @param max what {@link #takeMax} returned just before
   * @return how many durations that were
   */
  long gain(long max, FoldScratch scratch) {
    long gained = 0;
    for (int row = 0; row < Buckets.ROWS; row++) {
      if (histogram.addRowTo(row, scratch.row())) {
        gained += totals.read(row, scratch.row(), scratch.durations());
        scratch.clearRow();
      }
    }
    bytesHeld = histogram.bytesHeld() + totals.bytesHeld();
    scratch.durations().raiseMax(max);
    return gained;
  }

  /** Returns all since the start or the last clear. */
  Distribution total(FoldScratch scratch) {
    return totals.total(scratch.durations(), exactMax);
  }

  /** Begins the total anew at the last reading. */
  void clear() {
    totals.clear();
    exactMax = -1;
    bytesHeld = histogram.bytesHeld() + totals.bytesHeld();
  }

  /** Returns about how many bytes of heap the histogram and this held at the last reading. */
  long bytesHeld() {
    return bytesHeld;
  }
}
