// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Adds durations and distributions up into one {@link Distribution}. Not thread-safe. */
public final class DistributionBuilder {
  private final long[] counts = new long[Buckets.COUNT];

  /** A bit for every bucket that has a count: a long for each row. */
  private final long[] used = new long[Buckets.ROWS];

  /** A bit for every row that may hold counts which have no bit yet. */
  private long unmarked;

  private long maxNanos;

  /** Makes an empty builder. */
  public DistributionBuilder() {}

  /**
   * Returns the distribution of counters, one for each bucket.
   *
   * @param rows {@link Buckets#ROWS} rows of {@link Buckets#PER_ROW} unsigned integers; a row that
   *     is null has counted nothing
   * @param maxNanos the maximum as far as it is known
   */
  public static Distribution of(int[][] rows, long maxNanos) {
    int size = 0;
    for (int[] row : rows) {
      size += row == null ? 0 : countedIn(row);
    }
    int[] indexes = new int[size];
    long[] upTo = new long[size];
    long sum = 0;
    int next = 0;
    for (int row = 0; row < rows.length; row++) {
      int[] counters = rows[row];
      for (int i = 0; counters != null && i < Buckets.PER_ROW; i++) {
        if (counters[i] != 0) {
          indexes[next] = row * Buckets.PER_ROW + i;
          sum += Integer.toUnsignedLong(counters[i]);
          upTo[next++] = sum;
        }
      }
    }
    return new Distribution(indexes, upTo, maxNanos);
  }

  private static int countedIn(int[] row) {
    int counted = 0;
    for (int count : row) {
      counted += (count | -count) >>> (Integer.SIZE - 1);
    }
    return counted;
  }

  /**
   * Adds one duration.
   *
   * @param nanos zero or more
   * @throws IllegalArgumentException if it is negative
   */
  public void add(long nanos) {
    if (nanos < 0) {
      throw new IllegalArgumentException("nanos must be zero or more, but was " + nanos);
    }
    addCount(Buckets.indexOf(nanos), 1);
    raiseMax(nanos);
  }

  /** Adds all of a distribution. */
  public void add(Distribution distribution) {
    distribution.addTo(this);
  }

  /**
   * Adds the distribution in binary form that begins at the buffer's position, and moves the
   * position behind it.
   *
   * @throws IllegalArgumentException if there is no whole distribution of a known version; what was
   *     added up until then is kept, so the builder is to be {@linkplain #clear() cleared}
   */
  public void add(ByteBuffer encoded) {
    DistributionCodec.decode(encoded, this);
  }

  /**
   * Adds durations to a bucket.
   *
   * @param index a bucket, 0 up to {@link Buckets#COUNT} exclusive
   * @param count how many, positive
   */
  public void addCount(int index, long count) {
    counts[index] += count;
    used[Buckets.rowOf(index)] |= 1L << index;
  }

  /** Does what {@link #addCount} does, cheaper where many are added to each bucket. */
  void addUnmarked(int index, long count) {
    counts[index] += count;
    unmarked |= 1L << Buckets.rowOf(index);
  }

  private void markCounted() {
    for (; unmarked != 0; unmarked &= unmarked - 1) {
      int row = Long.numberOfTrailingZeros(unmarked);
      long marks = 0;
      for (int i = 0; i < Buckets.PER_ROW; i++) {
        marks |= markOf(counts[row * Buckets.PER_ROW + i], i);
      }
      used[row] = marks;
    }
  }

  private static long markOf(long count, int bit) {
    return (count | -count) >>> (Long.SIZE - 1) << bit;
  }

  /** Lets the maximum be at least this many nanoseconds. */
  public void raiseMax(long nanos) {
    maxNanos = Math.max(maxNanos, nanos);
  }

  /** Returns what was added up; the builder keeps it. */
  public Distribution build() {
    int size = countMarks();
    if (size == 0) {
      return Distribution.EMPTY;
    }
    int[] indexes = new int[size];
    long[] upTo = new long[size];
    long sum = 0;
    int i = 0;
    for (int row = 0; row < used.length; row++) {
      for (long bits = used[row]; bits != 0; bits &= bits - 1) {
        int index = row * Buckets.PER_ROW + Long.numberOfTrailingZeros(bits);
        indexes[i] = index;
        sum += counts[index];
        upTo[i++] = sum;
      }
    }
    return new Distribution(indexes, upTo, maxNanos);
  }

  /**
   * Writes what was added up in binary form at the buffer's position, as what is built would be.
   *
   * @throws java.nio.BufferOverflowException if the buffer has no room for it
   */
  public void encodeTo(ByteBuffer target) {
    int size = countMarks();
    if (size == 0 || !target.hasArray() || target.remaining() < DistributionCodec.MOST_BYTES) {
      build().encodeTo(target);
      return;
    }
    DistributionCodec.encode(
        counts, used, size, Distribution.inBucket(highest(), maxNanos), target);
  }

  private int highest() {
    int row = used.length - 1;
    while (used[row] == 0) {
      row--;
    }
    return row * Buckets.PER_ROW + Long.SIZE - 1 - Long.numberOfLeadingZeros(used[row]);
  }

  /** Returns how many buckets have a count. */
  private int countMarks() {
    markCounted();
    int size = 0;
    for (long row : used) {
      size += Long.bitCount(row);
    }
    return size;
  }

  /** Returns whether nothing was added. */
  public boolean isEmpty() {
    return countMarks() == 0;
  }

  /** Forgets what was added, so that the builder can serve again. */
  public void clear() {
    markCounted();
    for (int row = 0; row < used.length; row++) {
      if (used[row] != 0) {
        Arrays.fill(counts, row * Buckets.PER_ROW, (row + 1) * Buckets.PER_ROW, 0);
        used[row] = 0;
      }
    }
    maxNanos = 0;
  }
}
