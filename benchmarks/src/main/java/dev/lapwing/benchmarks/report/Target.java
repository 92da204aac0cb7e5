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

  /**
   * How a target stands in a run.
   *
   * @param measured with its error
   * @param beside the same of what it is divided by; empty where the target is absolute
   * @param ratio with its 95 % interval; empty where the target is absolute
   * @param wanted the limit
   * @param met in words
   */
  record Verdict(
      String what, String measured, String beside, String ratio, String wanted, String met) {

    boolean isMeasured() {
      return !measured.isEmpty();
    }
  }

  /** Judges. */
  Verdict in(Scores scores) {
    Estimate value = measured.in(scores);
    Estimate other = beside == null ? null : beside.in(scores);
    if (value == null || (beside != null && other == null)) {
      return new Verdict(what, "", "", "", wanted(), "not measured");
    }
    if (other == null) {
      double plusMinus = value.plusMinus();
      Ratio range = new Ratio(value.mean(), value.mean() - plusMinus, value.mean() + plusMinus);
      return new Verdict(what, unit.text(value), "", "", wanted(), met(range, limit * unit.size));
    }
    Ratio ratio = Ratio.of(value, other);
    return new Verdict(
        what,
        unit.text(value),
        unit.text(other),
        "%s (%s to %s)".formatted(number(ratio.value()), number(ratio.low()), number(ratio.high())),
        wanted(),
        met(ratio, limit));
  }

  private String wanted() {
    return (atMost ? "at most " : "at least ")
        + number(limit)
        + (beside == null ? " " + unit.symbol : " ×");
  }

  private String met(Ratio ratio, double bound) {
    boolean met = atMost ? ratio.value() <= bound : ratio.value() >= bound;
    boolean sure = bound < ratio.low() || bound > ratio.high();
    return (met ? "yes" : "**no**") + (sure ? "" : ", not for sure");
  }

  /** Returns three digits, or all of those before the point. */
  static String number(double value) {
    double size = Math.abs(value);
    return String.format(size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
  }
}
