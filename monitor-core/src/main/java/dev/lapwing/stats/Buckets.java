// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

/**
 * The layout of every histogram: log-linear buckets of 16 ns up to 1,024 ns, then 64 to an octave,
 * up to 2<sup>43</sup> ns (2.44 h). The buckets of one octave are a row.
 *
 * <p>A value read as its bucket's midpoint is wrong by at most 1/128 of itself or by 8 ns,
 * whichever is greater. All methods are thread-safe and allocate nothing.
 */
public final class Buckets {
  /** Buckets in a row. */
  public static final int PER_ROW = 64;

  /** Rows: one of fixed width, then one per octave. */
  public static final int ROWS = 34;

  /** Buckets in all. */
  public static final int COUNT = ROWS * PER_ROW;

  /** The first duration, in nanoseconds, that is over the range; it goes to the last bucket. */
  public static final long RANGE_NANOS = 1L << 43;

  /** The greatest relative error of a midpoint, for durations of 1,024 ns up to the range. */
  public static final double RELATIVE_ERROR = 1.0 / 128;

  /** The greatest absolute error of a midpoint, in nanoseconds, for durations below 1,024 ns. */
  public static final long ABSOLUTE_ERROR_NANOS = 8;

  private static final int UNIT_SHIFT = 4;
  private static final int ROW_SHIFT = 6;

  private Buckets() {}

  /**
   * Returns the bucket that holds a duration.
   *
   * @param nanos zero or more; {@link #RANGE_NANOS} and above go to the last bucket
   */
  public static int indexOf(long nanos) {
    if (nanos >= RANGE_NANOS) {
      return COUNT - 1;
    }
    long units = nanos >>> UNIT_SHIFT;
    int row = (Long.SIZE - ROW_SHIFT) - Long.numberOfLeadingZeros(units | (PER_ROW - 1));
    return row == 0
        ? (int) units
        : (row << ROW_SHIFT) | ((int) (units >>> (row - 1)) & (PER_ROW - 1));
  }

  /** Returns the row that a bucket is in. */
  public static int rowOf(int index) {
    return index >>> ROW_SHIFT;
  }

  /** Returns the least duration of a bucket, in nanoseconds. */
  public static long lowestOf(int index) {
    int row = rowOf(index);
    long offset = index & (PER_ROW - 1);
    return row == 0 ? offset << UNIT_SHIFT : (PER_ROW + offset) << (row - 1 + UNIT_SHIFT);
  }

  /** Returns the greatest duration of a bucket, in nanoseconds; the last bucket has no bound. */
  public static long highestOf(int index) {
    return index == COUNT - 1 ? Long.MAX_VALUE : lowestOf(index) + widthOf(index) - 1;
  }

  /** Returns the duration that stands for all of a bucket, in nanoseconds. */
  public static long midpointOf(int index) {
    return lowestOf(index) + widthOf(index) / 2;
  }

  private static long widthOf(int index) {
    int row = rowOf(index);
    return 1L << (UNIT_SHIFT + Math.max(0, row - 1));
  }
}
