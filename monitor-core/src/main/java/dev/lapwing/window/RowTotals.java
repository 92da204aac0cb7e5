// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.stats.Buckets;
import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.DistributionBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What the counters of a histogram came to since the start or the last clear. Not thread-safe.
 *
 * <p>Counters are modular ints, and so is what is kept of them: the last reading and that of the
 * last clear, whose difference is the total. Only of a counter that has gone once around are the
 * upper bits kept as well.
 */
final class RowTotals {
  private static final int HEADER_BYTES = 16;
  private static final int ROW_BYTES = HEADER_BYTES + Buckets.PER_ROW * Integer.BYTES;
  private static final int TABLE_BYTES = HEADER_BYTES + Buckets.ROWS * Integer.BYTES;

  /** The counters as they were read last; a row is null until something was in it. */
  private final int[][] seen = new int[Buckets.ROWS][];

  /** The counters as they were at the last clear; null before, and where a row came after it. */
  private int @Nullable [][] cleared;

  /** How often each counter has gone around since the last clear; null where none has. */
  private int @Nullable [][] rounds;

  private int heldRows;

  /**
   * Takes a reading of a row.
   *
   * @param gained takes what came since the reading before
   * @return how many durations that were
   */
  long read(int row, int[] counters, DistributionBuilder gained) {
    int[] before = rowOf(seen, row);
    long sum = 0;
    for (long left = changed(before, counters); left != 0; left &= left - 1) {
      int i = Long.numberOfTrailingZeros(left);
      long count = Integer.toUnsignedLong(counters[i] - before[i]);
      gained.addCount(row * Buckets.PER_ROW + i, count);
      sum += count;
      int start = at(cleared, row, i);
      if (Integer.compareUnsigned(counters[i] - start, before[i] - start) < 0) {
        countRound(row, i);
      }
      before[i] = counters[i];
    }
    return sum;
  }

  /** Returns a bit for every counter that changed, without a branch that nothing could foretell. */
  private static long changed(int[] before, int[] now) {
    long changed = 0;
    for (int i = 0; i < Buckets.PER_ROW; i++) {
      int difference = now[i] - before[i];
      changed |= (long) ((difference | -difference) >>> (Integer.SIZE - 1)) << i;
    }
    return changed;
  }

  private int[] rowOf(int[][] table, int row) {
    int[] present = table[row];
    if (present != null) {
      return present;
    }
    int[] fresh = new int[Buckets.PER_ROW];
    table[row] = fresh;
    heldRows++;
    return fresh;
  }

  private void countRound(int row, int i) {
    if (rounds == null) {
      rounds = new int[Buckets.ROWS][];
    }
    rowOf(rounds, row)[i]++;
  }

  private static int at(int @Nullable [][] table, int row, int i) {
    return table == null || table[row] == null ? 0 : table[row][i];
  }

  /**
   * Returns the totals of all counters.
   *
   * @param scratch room to work in, empty before and after
   * @param maxNanos the maximum as far as it is known
   */
  Distribution total(DistributionBuilder scratch, long maxNanos) {
    if (cleared == null && rounds == null) {
      return DistributionBuilder.of(seen, maxNanos);
    }
    for (int row = 0; row < Buckets.ROWS; row++) {
      if (seen[row] != null) {
        addTo(scratch, row, seen[row]);
      }
    }
    Distribution total = scratch.build().withMax(maxNanos);
    scratch.clear();
    return total;
  }

  private void addTo(DistributionBuilder target, int row, int[] counters) {
    for (int i = 0; i < Buckets.PER_ROW; i++) {
      int low = counters[i] - at(cleared, row, i);
      int high = at(rounds, row, i);
      if ((low | high) != 0) {
        long count = (long) high << Integer.SIZE | Integer.toUnsignedLong(low);
        target.addCount(row * Buckets.PER_ROW + i, count);
      }
    }
  }

  /** Begins anew at the last reading. */
  void clear() {
    heldRows = 0;
    rounds = null;
    cleared = new int[Buckets.ROWS][];
    for (int row = 0; row < Buckets.ROWS; row++) {
      int[] counters = seen[row];
      if (counters != null) {
        cleared[row] = counters.clone();
        heldRows += 2;
      }
    }
  }

  /** Returns about how many bytes of heap this holds. */
  long bytesHeld() {
    int tables = 1 + (cleared == null ? 0 : 1) + (rounds == null ? 0 : 1);
    return (long) tables * TABLE_BYTES + (long) heldRows * ROW_BYTES;
  }
}
