// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.endurance;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * How something went over the minutes: a straight line by least squares.
 *
 * @param first the line where it begins
 * @param perHour what it gains in an hour
 * @param plusMinus half of the 95 % interval of that
 */
record Trend(double first, double perHour, double plusMinus) {
  private static final double MINUTES_PER_HOUR = 60;

  /** Fits samples of at least three moments. */
  static Trend of(List<Sample> samples, ToDoubleFunction<Sample> value) {
    SimpleRegression line = new SimpleRegression();
    samples.forEach(sample -> line.addData(sample.minute(), value.applyAsDouble(sample)));
    return new Trend(
        line.predict(samples.get(0).minute()),
        line.getSlope() * MINUTES_PER_HOUR,
        line.getSlopeConfidenceInterval() * MINUTES_PER_HOUR);
  }

  /** Returns the least gain in an hour that the samples allow for. */
  double least() {
    return perHour - plusMinus;
  }

  /** Returns the greatest. */
  double most() {
    return perHour + plusMinus;
  }

  String text(String unit) {
    String space = unit.isEmpty() ? "" : " ";
    return "%+.1f ± %.1f%s%s an hour, from %,.1f".formatted(perHour, plusMinus, space, unit, first);
  }
}
