// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BucketsTest {

  @Test
  void buckets_partitionTheRangeWithoutGaps() {
    assertThat(Buckets.COUNT).isEqualTo(2_176);
    assertThat(Buckets.lowestOf(0)).isZero();
    for (int i = 0; i < Buckets.COUNT - 1; i++) {
      assertThat(Buckets.highestOf(i)).isGreaterThanOrEqualTo(Buckets.lowestOf(i));
      assertThat(Buckets.lowestOf(i + 1)).isEqualTo(Buckets.highestOf(i) + 1);
    }
    assertThat(Buckets.lowestOf(Buckets.COUNT - 1)).isLessThan(Buckets.RANGE_NANOS);
    assertThat(Buckets.highestOf(Buckets.COUNT - 1)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void indexOf_findsEveryBucketFromItsEdgesAndItsMidpoint() {
    for (int i = 0; i < Buckets.COUNT; i++) {
      assertThat(Buckets.indexOf(Buckets.lowestOf(i))).isEqualTo(i);
      assertThat(Buckets.indexOf(Buckets.midpointOf(i))).isEqualTo(i);
      assertThat(Buckets.indexOf(Buckets.highestOf(i))).isEqualTo(i);
    }
  }

  @Test
  void midpoint_isWithinThePublishedBoundOfBothEdges() {
    for (int i = 0; i < Buckets.COUNT; i++) {
      boolean last = i == Buckets.COUNT - 1;
      assertWithinBound(Buckets.midpointOf(i), Buckets.lowestOf(i));
      assertWithinBound(
          Buckets.midpointOf(i), last ? Buckets.RANGE_NANOS - 1 : Buckets.highestOf(i));
    }
  }

  @Test
  void theRangeIsMoreThanTwoHours_andWhatIsOverItGoesToTheLastBucket() {
    assertThat(Buckets.RANGE_NANOS).isEqualTo(8_796_093_022_208L);
    assertThat(Buckets.indexOf(Buckets.RANGE_NANOS - 1)).isEqualTo(Buckets.COUNT - 1);
    assertThat(Buckets.indexOf(Buckets.RANGE_NANOS)).isEqualTo(Buckets.COUNT - 1);
    assertThat(Buckets.indexOf(Long.MAX_VALUE)).isEqualTo(Buckets.COUNT - 1);
  }

  @Test
  void seventeenNanoseconds_read24() {
    assertThat(Buckets.midpointOf(Buckets.indexOf(17))).isEqualTo(24);
    assertThat(Distribution.of(17, 1_000).percentileNanos(50)).isEqualTo(24);
  }

  @Property(tries = 20_000)
  void everyDuration_liesInItsBucketWithinThePublishedBound(
      @ForAll @LongRange(min = 0, max = Buckets.RANGE_NANOS - 1) long nanos) {
    int index = Buckets.indexOf(nanos);

    assertThat(nanos).isBetween(Buckets.lowestOf(index), Buckets.highestOf(index));
    assertWithinBound(Buckets.midpointOf(index), nanos);
  }

  @Property(tries = 5_000)
  void longerDurations_areNeverInLowerBuckets(
      @ForAll @LongRange(min = 0) long one, @ForAll @LongRange(min = 0) long other) {
    assertThat(Buckets.indexOf(Math.max(one, other)))
        .isGreaterThanOrEqualTo(Buckets.indexOf(Math.min(one, other)));
  }

  private static void assertWithinBound(long read, long exact) {
    double bound = Math.max(exact * Buckets.RELATIVE_ERROR, Buckets.ABSOLUTE_ERROR_NANOS);
    assertThat((double) Math.abs(read - exact))
        .as("%d for %d", read, exact)
        .isLessThanOrEqualTo(bound);
  }
}
