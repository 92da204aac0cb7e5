// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Distributions against the exact nearest-rank values of the durations they were made of. */
@Domain(Samples.class)
@Domain(DomainContext.Global.class)
class DistributionAccuracyTest {
  /** Percentiles in ten-thousandths of a percent. */
  private static final int[] PUBLISHED = {500_000, 750_000, 900_000, 950_000, 990_000, 999_000};

  private static final int ALL = 1_000_000;

  @Property(tries = 300)
  void publishedPercentiles_areWithinTheBound(@ForAll long[] samples) {
    for (int percentile : PUBLISHED) {
      assertPercentile(samples, percentile);
    }
  }

  @Property(tries = 500)
  void anyPercentile_isWithinTheBound(
      @ForAll long[] samples, @ForAll @IntRange(min = 1, max = ALL) int percentile) {
    assertPercentile(samples, percentile);
  }

  @ParameterizedTest
  @EnumSource
  void percentilesOfAMillion_areWithinTheBound(DurationShape shape) {
    long[] samples = shape.draw(1_000_000, new Random(99));
    Distribution distribution = Distribution.of(samples);
    Arrays.sort(samples);

    for (int percentile : PUBLISHED) {
      assertPercentile(samples, distribution, percentile);
    }
  }

  @Property(tries = 300)
  void countMaximumAndHundredthPercentile_areExact(@ForAll long[] samples) {
    Distribution distribution = Distribution.of(samples);
    long max = Arrays.stream(samples).max().getAsLong();

    assertThat(distribution.count()).isEqualTo(samples.length);
    assertThat(distribution.maxNanos()).isEqualTo(max);
    assertThat(distribution.percentileNanos(100)).isEqualTo(max);
  }

  @Property(tries = 300)
  void minimumAndMean_areWithinTheBound(@ForAll long[] samples) {
    Distribution distribution = Distribution.of(samples);
    long min = Arrays.stream(samples).min().getAsLong();
    assertWithinBound(min, distribution.minNanos());

    boolean inRange = Arrays.stream(samples).allMatch(each -> each < Buckets.RANGE_NANOS);
    if (inRange) {
      double mean = Arrays.stream(samples).asDoubleStream().sum() / samples.length;
      double bound =
          Arrays.stream(samples).mapToDouble(DistributionAccuracyTest::boundOf).sum()
              / samples.length;
      assertThat(Math.abs(distribution.meanNanos() - mean)).isLessThanOrEqualTo(bound + 1e-3);
    }
  }

  @Property(tries = 300)
  void percentilesMinimumAndMean_neverLieOutsideMinimumAndMaximum(@ForAll long[] samples) {
    Distribution distribution = Distribution.of(samples);
    long previous = distribution.minNanos();

    for (int percentile = 1; percentile <= ALL; percentile += 7_919) {
      long value = distribution.percentileNanos(percentile / 10_000.0);
      assertThat(value).isBetween(previous, distribution.maxNanos());
      previous = value;
    }
    assertThat(distribution.meanNanos())
        .isBetween((double) distribution.minNanos(), (double) distribution.maxNanos());
  }

  @Property(tries = 300)
  void countUpTo_countsAllOfTheBucketThatHoldsTheDuration(
      @ForAll long[] samples, @ForAll @IntRange(min = 0, max = 2_999) int position) {
    long bound = samples[position % samples.length];
    long end = Buckets.highestOf(Buckets.indexOf(bound));

    assertThat(Distribution.of(samples).countUpTo(bound))
        .isEqualTo(Arrays.stream(samples).filter(each -> each <= end).count());
  }

  @Test
  void oneDuration_isEveryPercentileOfItself() {
    Distribution one = Distribution.of(17);

    assertThat(one.minNanos()).isEqualTo(17);
    assertThat(one.meanNanos()).isEqualTo(17);
    assertThat(one.percentileNanos(0.0001)).isEqualTo(17);
    assertThat(one.maxNanos()).isEqualTo(17);
  }

  @Test
  void nearestRank_isNotMovedByRounding() {
    long[] samples = new long[1_000];
    Arrays.setAll(samples, i -> i < 999 ? 1_000 : 1_000_000_000);

    assertThat(Distribution.of(samples).percentileNanos(99.9)).isLessThan(1_100);
    assertThat(Distribution.of(samples).percentileNanos(99.9001)).isEqualTo(1_000_000_000);
  }

  @Test
  void nothing_hasNoNumbers() {
    assertThat(Distribution.of()).isEqualTo(Distribution.EMPTY);
    assertThat(Distribution.EMPTY.count()).isZero();
    assertThat(Distribution.EMPTY.minNanos()).isNull();
    assertThat(Distribution.EMPTY.meanNanos()).isNull();
    assertThat(Distribution.EMPTY.maxNanos()).isNull();
    assertThat(Distribution.EMPTY.percentileNanos(50)).isNull();
    assertThat(Distribution.EMPTY.countUpTo(Long.MAX_VALUE)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, -1, 100.1, 101, Double.NaN, Double.POSITIVE_INFINITY, -1.0 / 0})
  void percentilesThatAreNone_areRefused(double percentile) {
    for (Distribution each : new Distribution[] {Distribution.EMPTY, Distribution.of(1, 2)}) {
      assertThatThrownBy(() -> each.percentileNanos(percentile))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("percentile must be above 0 and at most 100, but was " + percentile);
    }
  }

  @Test
  void negativeDurations_areRefused() {
    assertThatThrownBy(() -> Distribution.of(1, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nanos must be zero or more, but was -1");
  }

  private static void assertPercentile(long[] samples, int percentile) {
    long[] sorted = samples.clone();
    Arrays.sort(sorted);
    assertPercentile(sorted, Distribution.of(samples), percentile);
  }

  private static void assertPercentile(long[] sorted, Distribution distribution, int percentile) {
    long rank = ((long) percentile * sorted.length + ALL - 1) / ALL;
    assertWithinBound(sorted[(int) rank - 1], distribution.percentileNanos(percentile / 10_000.0));
  }

  /** Over the range only the maximum is known; what {@code neverLieOutside} says holds there. */
  private static void assertWithinBound(long exact, long read) {
    if (exact < Buckets.RANGE_NANOS) {
      assertThat((double) Math.abs(read - exact))
          .as("%d for %d", read, exact)
          .isLessThanOrEqualTo(boundOf(exact));
    } else {
      assertThat(read).isGreaterThanOrEqualTo(Buckets.lowestOf(Buckets.COUNT - 1));
    }
  }

  private static double boundOf(long exact) {
    return Math.max(exact / 128.0, 8);
  }
}
