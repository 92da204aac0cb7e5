// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.runner;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A number that was measured a few times.
 *
 * @param low the lower bound of its interval of 95 %
 * @param high the upper bound
 * @param samples the independent measurements behind it
 */
record Estimate(double value, double low, double high, int samples) {

  // Two-sided 95 % quantiles of Student's distribution, for 1 to 30 degrees of freedom.
  private static final double[] T = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042
  };

  /**
   * The mean and its interval by Student's t, which is right when the samples are independent and
   * about normal.
   *
   * @param samples two at least
   */
  static Estimate mean(double... samples) {
    int n = samples.length;
    if (n < 2) {
      throw new IllegalArgumentException("an interval needs two samples, here are " + n);
    }
    double mean = Arrays.stream(samples).average().orElseThrow();
    double squares = Arrays.stream(samples).map(x -> (x - mean) * (x - mean)).sum();
    double half = T[Math.min(n - 1, T.length) - 1] * Math.sqrt(squares / (n - 1) / n);
    return new Estimate(mean, mean - half, mean + half, n);
  }

  /**
   * The median and its interval by ranks (the sign test), whatever the distribution. Fewer than six
   * samples do not reach 95 %; the interval is their range then.
   */
  static Estimate median(double... samples) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    int outside = 0;
    double probability = Math.pow(0.5, n);
    double tail = probability;
    while (2 * tail <= 0.05) {
      outside++;
      probability *= (double) (n - outside + 1) / outside;
      tail += probability;
    }
    int lowest = Math.max(0, outside - 1);
    return new Estimate(median, sorted[lowest], sorted[n - 1 - lowest], n);
  }

  /** The same through a function that rises. */
  Estimate map(DoubleUnaryOperator rising) {
    return new Estimate(
        rising.applyAsDouble(value),
        rising.applyAsDouble(low),
        rising.applyAsDouble(high),
        samples);
  }
}
