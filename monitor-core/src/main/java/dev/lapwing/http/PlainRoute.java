// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

/** A route that is a template: text, parameters and stars. */
final class PlainRoute {
  private static final String NOT_IN_ANGLES = "<>{}/*";

  private final String route;
  private final TemplateWriter out;
  private final Nesting braces;
  private final int end;
  private final int lastSegment;

  PlainRoute(String route, TemplateWriter out) {
    this.route = route;
    this.out = out;
    this.braces = Nesting.of(route, '{', '}');
    int length = route.length();
    while (length > 0 && route.charAt(length - 1) == '/') {
      length--;
    }
    this.end = length;
    this.lastSegment = route.lastIndexOf('/', length - 1) + 1;
  }

  /** Returns where the name that begins here ends, which is here when there is none. */
  static int endOfName(String text, int from) {
    int to = from;
    while (to < text.length() && isOfName(text.charAt(to))) {
      to++;
    }
    return to;
  }

  private static boolean isOfName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  void write() {
    boolean colonsAreParameters = false;
    int i = 0;
    while (i < end && !out.isFull()) {
      char c = route.charAt(i);
      if (isSegmentStart(i)) {
        colonsAreParameters = c == ':';
      }
      if (c == '/') {
        out.slash();
        i++;
      } else if (braces.opensAt(i)) {
        RouteExpression.write(route.substring(i + 1, braces.closeOf(i)), out);
        i = braces.closeOf(i) + 1;
      } else if (c == ':' && colonsAreParameters) {
        i = writeColon(i);
      } else if (c == '*') {
        i = writeStars(i);
      } else if (c == '<') {
        i = writeAngle(i);
      } else {
        int codePoint = route.codePointAt(i);
        out.literal(codePoint);
        i += Character.charCount(codePoint);
      }
    }
  }

  private boolean isSegmentStart(int index) {
    return index == 0 || route.charAt(index - 1) == '/';
  }

  private int writeColon(int colon) {
    int to = endOfName(route, colon + 1);
    if (to == colon + 1) {
      out.literal(':');
    } else {
      out.parameter(route.substring(colon + 1, to));
    }
    return to;
  }

  private int writeStars(int from) {
    int to = from + 1;
    while (to < end && route.charAt(to) == '*') {
      to++;
    }
    boolean wholeSegment = isSegmentStart(from) && (to == end || route.charAt(to) == '/');
    boolean doubled = to - from > 1;
    if (to == end || from == lastSegment || (doubled && wholeSegment)) {
      out.rest("");
    } else {
      out.parameter("");
    }
    return to;
  }

  private int writeAngle(int open) {
    int close = open + 1;
    while (close < end && NOT_IN_ANGLES.indexOf(route.charAt(close)) < 0) {
      close++;
    }
    if (close == open + 1 || close == end || route.charAt(close) != '>') {
      out.replaced();
      return open + 1;
    }
    String name = route.substring(open + 1, close);
    if (close + 1 == end) {
      out.rest(name);
    } else {
      out.parameter(name);
    }
    return close + 1;
  }
}
