// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.report;

/**
 * A ratio of two means that were measured apart, with its 95 % interval by Fieller's theorem (E. C.
 * Fieller, 1954, Some problems in interval estimation).
 *
 * <p>The interval holds every r for which numerator - r × denominator cannot be told from 0. It is
 * not symmetric, and it has no end where the denominator itself cannot be told from 0.
 *
 * @param value of the means
 * @param low the least that the measurements allow for
 * @param high the greatest
 */
record Ratio(double value, double low, double high) {

  static Ratio of(Estimate numerator, Estimate denominator) {
    double a = numerator.mean();
    double b = denominator.mean();
    double value = a / b;
    double freedom = numerator.freedomOfSum(value * value, denominator);
    double t = Estimate.studentT(freedom);
    double squaredT = t * t;
    // The ends are where (a - r b)^2 = t^2 (Va + r^2 Vb).
    double square = b * b - squaredT * denominator.variance();
    if (square <= 0) {
      return new Ratio(value, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    double constant = a * a - squaredT * numerator.variance();
    double root = Math.sqrt(Math.max(0, a * b * a * b - square * constant));
    return new Ratio(value, (a * b - root) / square, (a * b + root) / square);
  }
}
