// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

/**
 * What stands between the braces of a route: a name, what restricts it, and before them perhaps an
 * operator.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6570">RFC 6570, whose operators Micronaut has</a>
 */
final class RouteExpression {
  private static final String QUERY_OPERATORS = "?&#;";
  private static final String SPANNING_OPERATORS = "*+";
  private static final String MODIFIERS = "*+?.";
  private static final String REST = "...";

  private RouteExpression() {}

  /** Returns a route without the expressions that are of no part of the path. */
  static String withoutQueries(String route) {
    Nesting braces = Nesting.of(route, '{', '}');
    StringBuilder path = new StringBuilder(route.length());
    for (int i = 0; i < route.length(); i++) {
      if (!braces.opensAt(i)) {
        path.append(route.charAt(i));
        continue;
      }
      int close = braces.closeOf(i);
      if (QUERY_OPERATORS.indexOf(route.charAt(i + 1)) < 0) {
        path.append(route, i, close + 1);
      }
      i = close;
    }
    return path.toString();
  }

  /** Writes the parameters of an expression, given without its braces. */
  static void write(String expression, TemplateWriter out) {
    String text = expression.strip();
    char operator = text.isEmpty() || text.equals(REST) ? ' ' : text.charAt(0);
    switch (operator) {
      case '/', '.' -> writeList(text.substring(1), operator, operator, out);
      default -> writeList(text, ' ', ',', out);
    }
  }

  private static void writeList(String list, char before, char between, TemplateWriter out) {
    boolean restricted = list.indexOf(':') >= 0;
    char separator = before;
    for (String variable : restricted ? new String[] {list} : list.split(",", -1)) {
      if (separator == '/') {
        out.slash();
      } else if (separator != ' ') {
        out.literal(separator);
      }
      writeVariable(variable, out);
      separator = between;
    }
  }

  private static void writeVariable(String variable, TemplateWriter out) {
    int colon = variable.indexOf(':');
    String name = (colon < 0 ? variable : variable.substring(0, colon)).strip();
    String pattern = colon < 0 ? "" : variable.substring(colon + 1);
    boolean marked =
        name.endsWith(REST) || (!name.isEmpty() && SPANNING_OPERATORS.indexOf(name.charAt(0)) >= 0);
    if (marked || RegexRoute.spans(pattern)) {
      out.rest(withoutModifiers(name));
    } else {
      out.parameter(withoutModifiers(name));
    }
  }

  private static String withoutModifiers(String name) {
    int from = 0;
    int to = name.length();
    while (from < to && MODIFIERS.indexOf(name.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && MODIFIERS.indexOf(name.charAt(to - 1)) >= 0) {
      to--;
    }
    return name.substring(from, to);
  }
}
