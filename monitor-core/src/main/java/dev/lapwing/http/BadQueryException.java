// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.json.Problem;
import java.io.Serial;
import java.util.List;
import java.util.Map;

/** A query that asks for what there is not; says so as a problem. */
final class BadQueryException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private static final String TYPE = "tag:lapwing.dev,2026:parameter";
  private static final int BAD_REQUEST = 400;
  private static final int MAX_ECHO = 100;

  private final transient Problem problem;

  private BadQueryException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /**
   * @param must what the value must be, to go on after "must be"
   * @param allowed the same for programs: values, or a description of them
   */
  static BadQueryException value(
      String parameter, String value, String must, List<String> allowed) {
    String detail =
        "The parameter '%s' must be %s, but was '%s'.".formatted(cut(parameter), must, cut(value));
    return new BadQueryException(
        problem(detail)
            .with("parameter", cut(parameter))
            .with("value", cut(value))
            .with("allowed", allowed));
  }

  static BadQueryException unknown(String parameter, String value, List<String> allowed) {
    String detail =
        allowed.isEmpty()
            ? "There is no parameter '%s' here, nor any other.".formatted(cut(parameter))
            : "There is no parameter '%s'; there are %s."
                .formatted(cut(parameter), String.join(", ", allowed));
    return new BadQueryException(
        problem(detail)
            .with("parameter", cut(parameter))
            .with("value", cut(value))
            .with("allowed", allowed));
  }

  static BadQueryException tooMany(String parameter, String value, int most) {
    String times = most == 1 ? "once" : most + " times";
    return new BadQueryException(
        problem("The parameter '%s' may be given at most %s.".formatted(parameter, times))
            .with("parameter", parameter)
            .with("value", cut(value))
            .with("allowed", List.of("at most " + times)));
  }

  static BadQueryException tooLong(String query, int most) {
    String allowed = "at most " + most + " characters";
    return new BadQueryException(
        problem("The query may have %s, but has %s.".formatted(allowed, query.length()))
            .with("value", cut(query))
            .with("allowed", List.of(allowed)));
  }

  private static Problem problem(String detail) {
    return new Problem(TYPE, "Bad parameter", BAD_REQUEST, detail, Map.of());
  }

  /** Returns as much of a text as a problem repeats. */
  static String cut(String text) {
    return text.length() <= MAX_ECHO ? text : text.substring(0, MAX_ECHO - 1) + '\u2026';
  }

  Problem problem() {
    return problem;
  }
}
