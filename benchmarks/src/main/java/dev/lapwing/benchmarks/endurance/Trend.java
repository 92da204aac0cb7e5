// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.endurance;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * How something went over the minutes: a straight line by least squares.
 *
 * @param perHour what it gains in an hour
 * @param plusMinus half of the 95 % interval of that
 */
record Trend(double perHour, double plusMinus) {
  private static final double MINUTES_PER_HOUR = 60;

  /** Fits samples of at least three moments. */
  static Trend of(List<Sample> samples, ToDoubleFunction<Sample> value) {
    SimpleRegression line = new SimpleRegression();
    samples.forEach(sample -> line.addData(sample.minute(), value.applyAsDouble(sample)));
    return new Trend(
        line.getSlope() * MINUTES_PER_HOUR, line.getSlopeConfidenceInterval() * MINUTES_PER_HOUR);
  }

  String text() {
    return "%+,.1f ± %,.1f an hour".formatted(perHour, plusMinus);
  }
}
