// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.report;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * A mean that was measured, and how well it is known.
 *
 * @param mean of the measurements
 * @param variance of the mean, not of one measurement
 * @param freedom degrees of freedom of the variance; infinite for what is known exactly
 */
record Estimate(double mean, double variance, double freedom) {
  private static final double UPPER_TAIL = 0.975;
  private static final double AS_GOOD_AS_NORMAL = 1e6;

  /** Returns the mean of measurements, which are taken as independent; of one alone, as exact. */
  static Estimate of(double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    if (values.length == 1) {
      return exactly(mean);
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    int freedom = values.length - 1;
    return new Estimate(mean, squares / freedom / values.length, freedom);
  }

  static Estimate exactly(double value) {
    return new Estimate(value, 0, Double.POSITIVE_INFINITY);
  }

  Estimate times(double factor) {
    return new Estimate(mean * factor, variance * factor * factor, freedom);
  }

  /** Returns the sum of two that were measured apart. */
  Estimate plus(Estimate other) {
    return new Estimate(mean + other.mean, variance + other.variance, freedomOfSum(1, other));
  }

  /** By Welch and Satterthwaite: of this minus so many times another, variance that is. */
  double freedomOfSum(double squaredFactor, Estimate other) {
    double scaled = squaredFactor * other.variance;
    double divisor = variance * variance / freedom + scaled * scaled / other.freedom;
    double sum = variance + scaled;
    return divisor > 0 ? sum * sum / divisor : Double.POSITIVE_INFINITY;
  }

  /** Returns half of the 95 % interval. */
  double plusMinus() {
    return studentT(freedom) * Math.sqrt(variance);
  }

  static double studentT(double freedom) {
    return new TDistribution(Math.min(freedom, AS_GOOD_AS_NORMAL))
        .inverseCumulativeProbability(UPPER_TAIL);
  }
}
