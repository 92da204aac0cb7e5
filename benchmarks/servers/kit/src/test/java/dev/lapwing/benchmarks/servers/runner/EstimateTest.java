// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class EstimateTest {

  private static final int EXPERIMENTS = 4_000;

  @Example
  void meanHasTheIntervalOfStudent() {
    Estimate estimate = Estimate.mean(9, 10, 11, 12, 13);

    assertThat(estimate.value()).isEqualTo(11);
    assertThat(estimate.low()).isCloseTo(11 - 1.963, within(0.001));
    assertThat(estimate.high()).isCloseTo(11 + 1.963, within(0.001));
    assertThat(estimate.samples()).isEqualTo(5);
  }

  @Example
  void oneSampleHasNoInterval() {
    assertThatThrownBy(() -> Estimate.mean(1)).hasMessageContaining("two samples");
  }

  @Example
  void medianOfTenLiesBetweenTheSecondAndTheNinth() {
    assertThat(Estimate.median(5, 2, 8, 1, 9, 3, 10, 4, 7, 6))
        .isEqualTo(new Estimate(5.5, 2, 9, 10));
  }

  @Example
  void medianOfAFewHasTheirRange() {
    assertThat(Estimate.median(7, 1, 3)).isEqualTo(new Estimate(3, 1, 7, 3));
  }

  @Property(tries = 20)
  void meanLiesWithinItsIntervalInNineteenOfTwentyExperiments(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 40) int samples,
      @ForAll @DoubleRange(min = -100, max = 100) double mean) {
    assertThat(hits(seed, samples, mean, Estimate::mean)).isBetween(0.93, 0.97);
  }

  @Property(tries = 20)
  void medianLiesWithinItsIntervalInNineteenOfTwentyExperimentsOrMore(
      @ForAll long seed,
      @ForAll @IntRange(min = 6, max = 40) int samples,
      @ForAll @DoubleRange(min = -100, max = 100) double median) {
    assertThat(hits(seed, samples, median, Estimate::median)).isGreaterThan(0.93);
  }

  private static double hits(
      long seed, int samples, double truth, Function<double[], Estimate> method) {
    Random random = new Random(seed);
    int hits = 0;
    for (int i = 0; i < EXPERIMENTS; i++) {
      Estimate estimate =
          method.apply(random.doubles(samples, 0, 1).map(x -> gauss(random, truth)).toArray());
      hits += estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
    }
    return (double) hits / EXPERIMENTS;
  }

  private static double gauss(Random random, double mean) {
    return mean + 3 * random.nextGaussian();
  }
}
