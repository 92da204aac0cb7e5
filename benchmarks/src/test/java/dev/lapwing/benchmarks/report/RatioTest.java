// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class RatioTest {
  private static final int RUNS = 4_000;

  /** What an interval of 95 % is. */
  @Test
  void intervalHoldsTheTrueRatioInNineteenRunsOfTwenty() {
    Random random = new Random(20_261_121);
    int held = 0;
    for (int run = 0; run < RUNS; run++) {
      Ratio ratio = Ratio.of(measure(random, 60, 9, 8), measure(random, 40, 4, 5));
      if (ratio.low() <= 1.5 && 1.5 <= ratio.high()) {
        held++;
      }
    }
    assertThat(held / (double) RUNS).isBetween(0.94, 0.965);
  }

  private static Estimate measure(Random random, double mean, double deviation, int times) {
    return Estimate.of(
        DoubleStream.generate(() -> mean + deviation * random.nextGaussian())
            .limit(times)
            .toArray());
  }

  /** The theorem's own words: at its ends, numerator - r × denominator is just so far from 0. */
  @Property
  void endsAreAsFarAsChanceGoes(
      @ForAll @DoubleRange(min = 1, max = 1e6) double numerator,
      @ForAll @DoubleRange(min = 1, max = 1e6) double denominator,
      @ForAll @DoubleRange(min = 0.01, max = 0.1) double numeratorError,
      @ForAll @DoubleRange(min = 0.01, max = 0.1) double denominatorError) {
    Estimate a = estimate(numerator, numeratorError);
    Estimate b = estimate(denominator, denominatorError);

    Ratio ratio = Ratio.of(a, b);

    double t = Estimate.studentT(a.freedomOfSum(ratio.value() * ratio.value(), b));
    for (double end : new double[] {ratio.low(), ratio.high()}) {
      double distance = Math.abs(a.mean() - end * b.mean());
      double chance = t * Math.sqrt(a.variance() + end * end * b.variance());
      assertThat(distance).isCloseTo(chance, within(1e-6 * numerator));
    }
    assertThat(ratio.low()).isLessThan(ratio.value());
    assertThat(ratio.high()).isGreaterThan(ratio.value());
  }

  private static Estimate estimate(double mean, double relativeError) {
    double error = mean * relativeError;
    return new Estimate(mean, error * error, 14);
  }

  @Property
  void unitsDoNotMatter(
      @ForAll @DoubleRange(min = 1, max = 1e3) double numerator,
      @ForAll @DoubleRange(min = 0.01, max = 1e3) double factor) {
    Estimate a = estimate(numerator, 0.02);
    Estimate b = estimate(7, 0.03);

    Ratio ratio = Ratio.of(a, b);
    Ratio scaled = Ratio.of(a.times(factor), b.times(factor));

    assertThat(scaled.low()).isCloseTo(ratio.low(), within(1e-9 * numerator));
    assertThat(scaled.high()).isCloseTo(ratio.high(), within(1e-9 * numerator));
  }

  @Test
  void ratioOfWhatIsKnownExactlyIsExact() {
    assertThat(Ratio.of(Estimate.exactly(6), Estimate.exactly(4)))
        .isEqualTo(new Ratio(1.5, 1.5, 1.5));
  }

  @Test
  void intervalHasNoEnds_whenTheDenominatorMayBeZero() {
    Ratio ratio = Ratio.of(Estimate.exactly(1), Estimate.of(-1, 4, 1));

    assertThat(ratio.low()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(ratio.high()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void errorOfASumIsThatOfItsPartsTogether() {
    Estimate sum = new Estimate(10, 9, 4).plus(new Estimate(20, 4, 4).times(2));

    assertThat(sum.mean()).isEqualTo(50);
    assertThat(sum.variance()).isEqualTo(25);
    assertThat(sum.freedom()).isCloseTo(25 * 25 / (81 / 4.0 + 256 / 4.0), within(1e-9));
  }
}
