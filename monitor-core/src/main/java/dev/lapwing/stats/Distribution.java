// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A mergeable histogram of durations over {@link Buckets}. Immutable and thread-safe; holds only
 * the buckets that have a count.
 *
 * <p>The count is exact. The maximum is exact where whoever built the distribution knew it, and
 * lies in the highest counted bucket always. Every other value is its bucket's midpoint, never
 * above the maximum.
 */
public final class Distribution {
  /** The distribution of nothing. */
  public static final Distribution EMPTY = new Distribution(new int[0], new long[0], 0);

  /** More bytes than any distribution takes in binary form. */
  public static final int MOST_ENCODED_BYTES = DistributionCodec.MOST_BYTES;

  /** Percentiles are told apart to this fraction of a percent. */
  private static final int RANK_SCALE = 10_000;

  /** The object and the headers of its arrays. */
  private static final int OBJECT_BYTES = 72;

  private static final double[] MIDPOINTS = new double[Buckets.COUNT];

  static {
    for (int index = 0; index < Buckets.COUNT; index++) {
      MIDPOINTS[index] = Buckets.midpointOf(index);
    }
  }

  private final int[] indexes;

  /** How many durations each bucket and those below it hold, so that a rank is found by halving. */
  private final long[] upTo;

  private final long count;
  private final long maxNanos;

  /**
   * @param indexes buckets, ascending, each with a count; not copied
   * @param upTo how many durations each of them and those before it hold; not copied
   * @param maxNanos the maximum as far as it is known; moved into the highest bucket's bounds
   */
  Distribution(int[] indexes, long[] upTo, long maxNanos) {
    this.indexes = indexes;
    this.upTo = upTo;
    this.count = upTo.length == 0 ? 0 : upTo[upTo.length - 1];
    this.maxNanos = indexes.length == 0 ? 0 : inBucket(indexes[indexes.length - 1], maxNanos);
  }

  /** Moves a maximum into the bounds of the highest bucket. */
  static long inBucket(int highest, long maxNanos) {
    if (maxNanos < Buckets.lowestOf(highest)) {
      return highest == Buckets.COUNT - 1 ? Buckets.RANGE_NANOS : Buckets.highestOf(highest);
    }
    return Math.min(maxNanos, Buckets.highestOf(highest));
  }

  /**
   * Returns the distribution of the given durations.
   *
   * @param nanos nanoseconds, none negative
   * @throws IllegalArgumentException if one is negative
   */
  public static Distribution of(long... nanos) {
    DistributionBuilder builder = new DistributionBuilder();
    for (long each : nanos) {
      builder.add(each);
    }
    return builder.build();
  }

  /**
   * Returns the distribution that {@link #toBytes()} wrote.
   *
   * @throws IllegalArgumentException if the bytes are not a whole distribution of a known version
   */
  public static Distribution fromBytes(byte[] bytes) {
    return DistributionCodec.decodeWhole(bytes);
  }

  /** Returns the compact binary form: a version, then variable-length integers. */
  public byte[] toBytes() {
    ByteBuffer target = ByteBuffer.allocate(encodedLength());
    encodeTo(target);
    return target.array();
  }

  /** Returns how many bytes {@link #encodeTo} writes. */
  public int encodedLength() {
    return DistributionCodec.encodedLength(indexes, upTo, maxNanos);
  }

  /**
   * Writes the binary form at the buffer's position.
   *
   * @throws java.nio.BufferOverflowException if the buffer has no room for {@link #encodedLength()}
   *     bytes
   */
  public void encodeTo(ByteBuffer target) {
    DistributionCodec.encode(indexes, upTo, maxNanos, target);
  }

  /** Returns this and the other together. */
  public Distribution plus(Distribution other) {
    if (other.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return other;
    }
    int[] mergedIndexes = new int[indexes.length + other.indexes.length];
    long[] mergedUpTo = new long[mergedIndexes.length];
    int size = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < indexes.length || theirs < other.indexes.length) {
      int left = mine < indexes.length ? indexes[mine] : Buckets.COUNT;
      int right = theirs < other.indexes.length ? other.indexes[theirs] : Buckets.COUNT;
      mine += left <= right ? 1 : 0;
      theirs += right <= left ? 1 : 0;
      mergedIndexes[size] = Math.min(left, right);
      mergedUpTo[size++] = below(mine) + other.below(theirs);
    }
    boolean noneShared = size == mergedIndexes.length;
    return new Distribution(
        noneShared ? mergedIndexes : Arrays.copyOf(mergedIndexes, size),
        noneShared ? mergedUpTo : Arrays.copyOf(mergedUpTo, size),
        Math.max(maxNanos, other.maxNanos));
  }

  /** Returns how many durations are in the buckets before a position. */
  private long below(int position) {
    return position == 0 ? 0 : upTo[position - 1];
  }

  private long countOf(int position) {
    return upTo[position] - below(position);
  }

  /**
   * Returns the same buckets with another maximum, which is moved into the highest one's bounds.
   *
   * @param nanos nanoseconds, as far as they are known
   */
  public Distribution withMax(long nanos) {
    return isEmpty() ? this : new Distribution(indexes, upTo, nanos);
  }

  /** Returns how many durations there are. */
  public long count() {
    return count;
  }

  /** Returns whether there is no duration at all. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** Returns the greatest duration in nanoseconds; null when empty. */
  public @Nullable Long maxNanos() {
    return isEmpty() ? null : maxNanos;
  }

  /** Returns the least duration in nanoseconds, to its bucket's precision; null when empty. */
  public @Nullable Long minNanos() {
    return isEmpty() ? null : valueAtRank(1);
  }

  /** Returns the mean in nanoseconds, from the buckets; null when empty. */
  public @Nullable Double meanNanos() {
    if (isEmpty()) {
      return null;
    }
    // The one duration that is known better than its bucket is the greatest.
    double sum = maxNanos;
    int last = indexes.length - 1;
    long below = 0;
    for (int i = 0; i < last; i++) {
      sum += MIDPOINTS[indexes[i]] * (upTo[i] - below);
      below = upTo[i];
    }
    sum += (double) valueOf(last) * (countOf(last) - 1);
    return Math.min(Math.max(sum / count, (double) valueAtRank(1)), (double) maxNanos);
  }

  /**
   * Returns a percentile in nanoseconds by nearest rank: the least value that at least {@code
   * percentile} percent of the durations do not exceed. Null when empty.
   *
   * @param percentile above 0, at most 100; told apart to 0.0001
   * @throws IllegalArgumentException if it is out of that range or not a number
   */
  public @Nullable Long percentileNanos(double percentile) {
    if (!(percentile > 0 && percentile <= 100)) {
      throw new IllegalArgumentException(
          "percentile must be above 0 and at most 100, but was " + percentile);
    }
    return isEmpty() ? null : valueAtRank(rankOf(percentile));
  }

  /** Returns ceil(percentile / 100 * count), in integers so that no rounding moves a rank. */
  private long rankOf(double percentile) {
    long scaled = Math.max(1, Math.round(percentile * RANK_SCALE));
    long whole = 100L * RANK_SCALE;
    long rest = (count % whole) * scaled;
    return count / whole * scaled + (rest + whole - 1) / whole;
  }

  private long valueAtRank(long rank) {
    if (rank >= count) {
      return maxNanos;
    }
    int found = Arrays.binarySearch(upTo, rank);
    return valueOf(found < 0 ? -1 - found : found);
  }

  private long valueOf(int position) {
    return Math.min(Buckets.midpointOf(indexes[position]), maxNanos);
  }

  /**
   * Returns how many durations are not above the given one; all of the bucket that holds it count.
   *
   * @param nanos zero or more
   */
  public long countUpTo(long nanos) {
    int found = Arrays.binarySearch(indexes, Buckets.indexOf(nanos));
    return below(found < 0 ? -1 - found : found + 1);
  }

  /** Hands on every bucket that has a count, in ascending order. */
  public void forEachBucket(BucketReader reader) {
    for (int i = 0; i < indexes.length; i++) {
      reader.accept(indexes[i], countOf(i));
    }
  }

  /** Takes the buckets of a distribution. */
  @FunctionalInterface
  public interface BucketReader {
    /**
     * Takes one bucket.
     *
     * @param index which, as {@link Buckets} numbers them
     * @param count how many durations it holds, positive
     */
    void accept(int index, long count);
  }

  /** Returns about how many bytes of heap this holds. */
  public long bytesHeld() {
    return OBJECT_BYTES + (long) indexes.length * (Integer.BYTES + Long.BYTES);
  }

  void addTo(DistributionBuilder builder) {
    long below = 0;
    for (int i = 0; i < indexes.length; i++) {
      builder.addUnmarked(indexes[i], upTo[i] - below);
      below = upTo[i];
    }
    builder.raiseMax(maxNanos);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Distribution that
        && maxNanos == that.maxNanos
        && Arrays.equals(indexes, that.indexes)
        && Arrays.equals(upTo, that.upTo);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(indexes) * 31 + Arrays.hashCode(upTo);
  }

  @Override
  public String toString() {
    return isEmpty()
        ? "Distribution[empty]"
        : "Distribution[" + count + ", max " + maxNanos + "ns]";
  }
}
