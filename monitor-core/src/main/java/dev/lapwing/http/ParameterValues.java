// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.StatsWindow;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Reads values of parameters; refuses by name those that are not allowed. */
final class ParameterValues {
  private ParameterValues() {}

  static StatsWindow window(String name, String value) throws BadQueryException {
    return oneOf(name, value, Arrays.asList(StatsWindow.values()), StatsWindow::text);
  }

  static OperationKind kind(String name, String value) throws BadQueryException {
    return oneOf(name, value, Arrays.asList(OperationKind.values()), OperationKind::text);
  }

  static boolean flag(String name, String value) throws BadQueryException {
    return oneOf(name, value, List.of(true, false), String::valueOf);
  }

  static <T> T oneOf(String name, String value, List<T> values, Function<T, String> text)
      throws BadQueryException {
    for (T candidate : values) {
      if (text.apply(candidate).equals(value)) {
        return candidate;
      }
    }
    throw notOneOf(name, value, "one of ", values.stream().map(text).toList());
  }

  static BadQueryException notOneOf(String name, String value, String must, List<String> allowed) {
    return BadQueryException.value(name, value, must + String.join(", ", allowed), allowed);
  }

  /**
   * Reads a whole number.
   *
   * @param min zero or more
   */
  static int whole(String name, String value, int min, int max) throws BadQueryException {
    boolean digits =
        !value.isEmpty()
            && value.length() <= Integer.toString(max).length()
            && value.chars().allMatch(c -> c >= '0' && c <= '9');
    long number = digits ? Long.parseLong(value) : -1;
    if (number < min || number > max) {
      String allowed = min + " to " + max;
      throw BadQueryException.value(name, value, "a number from " + allowed, List.of(allowed));
    }
    return (int) number;
  }
}
