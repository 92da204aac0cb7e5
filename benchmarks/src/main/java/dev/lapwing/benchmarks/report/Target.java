// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * What something may need: of itself, or against another thing that was measured in the same run.
 *
 * @param what a few words
 * @param measured what it needs
 * @param beside what that is divided by; null where the target is absolute
 * @param limit of the ratio, or of what is measured in the unit
 * @param atMost whether the limit is the most that is allowed, and not the least
 * @param unit that values are told in
 */
record Target(
    String what,
    Quantity measured,
    @Nullable Quantity beside,
    double limit,
    boolean atMost,
    Unit unit) {

  /** What values are told in. */
  enum Unit {
    NANOS("ns", 1),
    MILLIS("ms", 1e6),
    BYTES("B", 1);

    private final String symbol;
    private final double size;

    Unit(String symbol, double size) {
      this.symbol = symbol;
      this.size = size;
    }

    private String text(Estimate estimate) {
      String mean = number(estimate.mean() / size);
      return estimate.variance() == 0
          ? mean + " " + symbol
          : mean + " ± " + number(estimate.plusMinus() / size) + " " + symbol;
    }
  }

  /** A time that is to be at most so many times another. */
  static Target atMost(double limit, String what, Quantity measured, Quantity beside) {
    return new Target(what, measured, beside, limit, true, Unit.NANOS);
  }

  /** A time that is to be at least so many times another. */
  static Target atLeast(double limit, String what, Quantity measured, Quantity beside) {
    return new Target(what, measured, beside, limit, false, Unit.NANOS);
  }

  /** Something that is to be at most so much. */
  static Target atMost(double limit, Unit unit, String what, Quantity measured) {
    return new Target(what, measured, null, limit, true, unit);
  }

  /** Whether a target is met; by the means, and for sure only if all of the interval agrees. */
  enum Standing {
    MET("yes"),
    MET_BY_THE_MEAN("yes, not for sure"),
    MISSED_BY_THE_MEAN("no, not for sure"),
    MISSED("no"),
    NOT_MEASURED("not measured");

    private final String text;

    Standing(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    boolean isMissed() {
      return this == MISSED || this == MISSED_BY_THE_MEAN;
    }
  }

  /**
   * How a target stands in a run.
   *
   * @param measured with its error; empty when it was not measured
   * @param beside the same of what it is divided by; empty where there is no such
   * @param ratio of the two; null where there is none
   * @param wanted the limit
   */
  record Verdict(
      String what,
      String measured,
      String beside,
      @Nullable Ratio ratio,
      String wanted,
      Standing standing) {}

  /** Judges. */
  Verdict in(Scores scores) {
    Estimate value = measured.in(scores);
    Estimate other = beside == null ? null : beside.in(scores);
    if (value == null || (beside != null && other == null)) {
      return new Verdict(what, "", "", null, wanted(), Standing.NOT_MEASURED);
    }
    if (other == null) {
      double plusMinus = value.plusMinus();
      Ratio range = new Ratio(value.mean(), value.mean() - plusMinus, value.mean() + plusMinus);
      return new Verdict(
          what, unit.text(value), "", null, wanted(), standing(range, limit * unit.size));
    }
    Ratio ratio = Ratio.of(value, other);
    return new Verdict(
        what, unit.text(value), unit.text(other), ratio, wanted(), standing(ratio, limit));
  }

  private String wanted() {
    return (atMost ? "at most " : "at least ")
        + number(limit)
        + (beside == null ? " " + unit.symbol : " ×");
  }

  private Standing standing(Ratio range, double bound) {
    boolean met = atMost ? range.value() <= bound : range.value() >= bound;
    if (range.low() <= bound && bound <= range.high() && range.low() < range.high()) {
      return met ? Standing.MET_BY_THE_MEAN : Standing.MISSED_BY_THE_MEAN;
    }
    return met ? Standing.MET : Standing.MISSED;
  }

  /** Returns three digits, or all of those before the point. */
  static String number(double value) {
    double size = Math.abs(value);
    return String.format(size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
  }
}
