// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and names as people and terminals can take them. */
final class Text {

  private static final String[] UNITS = {"ns", "µs", "ms", "s"};
  private static final int LONGEST = 300;

  private Text() {}

  /** A duration in three digits and the unit that suits it; a dash when it is not known. */
  static String duration(@Nullable Double millis) {
    if (millis == null) {
      return "-";
    }
    BigDecimal value = rounded(BigDecimal.valueOf(millis).movePointRight(6));
    int unit = 0;
    while (unit < UNITS.length - 1 && value.compareTo(BigDecimal.valueOf(1_000)) >= 0) {
      value = value.movePointLeft(3);
      unit++;
    }
    if (unit == UNITS.length - 1 && value.compareTo(BigDecimal.valueOf(100)) >= 0) {
      return String.format(Locale.ROOT, "%.1f min", value.doubleValue() / 60);
    }
    int decimals = unit == 0 ? 0 : Math.max(0, 3 - integerDigits(value));
    return String.format(Locale.ROOT, "%." + decimals + "f %s", value, UNITS[unit]);
  }

  /** A duration as a plain number of milliseconds, in three digits; a dash when it is not known. */
  static String millis(@Nullable Double millis) {
    if (millis == null) {
      return "-";
    }
    BigDecimal value = rounded(BigDecimal.valueOf(millis));
    return value
        .setScale(Math.min(3, Math.max(0, value.scale())), RoundingMode.HALF_UP)
        .toPlainString();
  }

  private static BigDecimal rounded(BigDecimal value) {
    return value.round(new MathContext(3));
  }

  private static int integerDigits(BigDecimal value) {
    return Math.max(1, value.precision() - value.scale());
  }

  static String count(long count) {
    return count < 10_000_000
        ? String.format(Locale.ROOT, "%,d", count)
        : String.format(Locale.ROOT, "%.1fM", count / 1e6);
  }

  static String rate(@Nullable Double perSecond) {
    return perSecond == null ? "-" : String.format(Locale.ROOT, "%,.1f", perSecond);
  }

  /** A text without what could steer a terminal or reorder a line. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .limit(LONGEST)
        .forEach(point -> plain.appendCodePoint(isPrintable(point) ? point : '?'));
    return plain.toString();
  }

  private static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** Fills up with spaces at the end, or cuts and says so with a tilde. */
  static String left(String text, int width) {
    int[] points = text.codePoints().toArray();
    return points.length <= width
        ? text + " ".repeat(width - points.length)
        : new String(points, 0, width - 1) + "~";
  }

  /** Fills up with spaces at the begin. */
  static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.codePointCount(0, text.length()))) + text;
  }
}
