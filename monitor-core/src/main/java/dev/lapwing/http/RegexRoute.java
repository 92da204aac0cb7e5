// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

/**
 * A route that is a regular expression. What varies becomes a parameter, named as its group is;
 * anchors, quantifiers and lookaround leave no trace.
 */
final class RegexRoute {
  private static final String SPECIAL = "[](){}^$|*+?<>\\";
  private static final String ZERO_WIDTH_ESCAPES = "bBAzZGQE";
  private static final String PROPERTY_ESCAPES = "pP";

  private final String route;
  private final TemplateWriter out;
  private final Nesting braces;
  private final Nesting groups;
  private final int lastBracket;

  RegexRoute(String route, TemplateWriter out) {
    this.route = route;
    this.out = out;
    this.braces = Nesting.of(route, '{', '}');
    this.groups = Nesting.of(route, '(', ')');
    this.lastBracket = route.lastIndexOf(']');
  }

  /** Returns whether a route holds, outside of braces, what no template does. */
  static boolean isRegex(String route) {
    Nesting braces = Nesting.of(route, '{', '}');
    for (int i = 0; i < route.length(); i++) {
      if (braces.opensAt(i)) {
        i = braces.closeOf(i);
      } else if ("\\[".indexOf(route.charAt(i)) >= 0
          || route.startsWith("(?", i)
          || (isPieceStart(route, i) && isAnything(route, i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPieceStart(String route, int index) {
    return index == 0 || "/(".indexOf(route.charAt(index - 1)) >= 0;
  }

  private static boolean isAnything(String text, int index) {
    return text.startsWith(".*", index) || text.startsWith(".+", index);
  }

  /** Returns whether what a pattern matches may hold a slash: it has {@code .*} or {@code .+}. */
  static boolean spans(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '[') {
        i = pattern.indexOf(']', i + 1);
        if (i < 0) {
          return false;
        }
      } else if (isAnything(pattern, i)) {
        return true;
      }
    }
    return false;
  }

  void write() {
    int i = 0;
    while (i < route.length() && !out.isFull()) {
      i = writeAt(i);
    }
  }

  /** Writes what begins here, and returns where the next begins. */
  private int writeAt(int i) {
    switch (route.charAt(i)) {
      case '^', '$', '*', '+', '?' -> {
        return i + 1;
      }
      case '/' -> {
        out.slash();
        return i + 1;
      }
      case '\\' -> {
        return writeEscape(i);
      }
      case '[' -> {
        return writeCharacterClass(i);
      }
      case '(' -> {
        return writeGroup(i);
      }
      case '{' -> {
        return writeBraces(i);
      }
      case '.' -> {
        return writeDot(i);
      }
      case ':' -> {
        return writeColon(i);
      }
      default -> {
        return writeLiteral(i);
      }
    }
  }

  private int writeEscape(int backslash) {
    int escaped = backslash + 1;
    if (escaped == route.length()) {
      out.replaced();
      return escaped;
    }
    char c = route.charAt(escaped);
    if (c == '/') {
      out.slash();
      return escaped + 1;
    }
    if (!Character.isLetterOrDigit(c)) {
      return c == ':' ? writeColonItself(escaped) : writeLiteral(escaped);
    }
    if (ZERO_WIDTH_ESCAPES.indexOf(c) < 0) {
      out.parameter("");
    }
    int next = escaped + 1;
    boolean property =
        PROPERTY_ESCAPES.indexOf(c) >= 0 && next < route.length() && braces.opensAt(next);
    return property ? braces.closeOf(next) + 1 : next;
  }

  /** A bracket right after the opening one is of the class. */
  private int writeCharacterClass(int open) {
    if (open + 2 > lastBracket) {
      out.replaced();
      return open + 1;
    }
    out.parameter("");
    return route.indexOf(']', open + 2) + 1;
  }

  private int writeGroup(int open) {
    if (!groups.opensAt(open)) {
      out.replaced();
      return open + 1;
    }
    int close = groups.closeOf(open);
    String body = route.substring(open + 1, close);
    int name = body.startsWith("?<") ? PlainRoute.endOfName(body, 2) : 2;
    boolean captures = !body.startsWith("?") || name > 2;
    if (captures || body.startsWith("?:")) {
      writeVaried(name > 2 ? body.substring(2, name) : "", body);
    }
    return close + 1;
  }

  private void writeVaried(String name, String pattern) {
    if (spans(pattern)) {
      out.rest(name);
    } else {
      out.parameter(name);
    }
  }

  /** Braces are a quantifier, or a parameter of the path that the expression was mounted at. */
  private int writeBraces(int open) {
    if (!braces.opensAt(open)) {
      out.replaced();
      return open + 1;
    }
    String body = route.substring(open + 1, braces.closeOf(open));
    if (body.isEmpty() || !Character.isDigit(body.charAt(0))) {
      RouteExpression.write(body, out);
    }
    return braces.closeOf(open) + 1;
  }

  private int writeDot(int dot) {
    if (isAnything(route, dot)) {
      out.rest("");
      return dot + 2;
    }
    return writeLiteral(dot);
  }

  private int writeColon(int colon) {
    int to = PlainRoute.endOfName(route, colon + 1);
    if (out.atSegmentStart() && to > colon + 1) {
      out.parameter(route.substring(colon + 1, to));
      return to;
    }
    return writeColonItself(colon);
  }

  /** A colon that begins a segment would read as that of a parameter. */
  private int writeColonItself(int colon) {
    if (out.atSegmentStart()) {
      out.replaced();
    } else {
      out.literal(':');
    }
    return colon + 1;
  }

  private int writeLiteral(int index) {
    int codePoint = route.codePointAt(index);
    if (SPECIAL.indexOf(codePoint) >= 0) {
      out.replaced();
    } else {
      out.literal(codePoint);
    }
    return index + Character.charCount(codePoint);
  }
}
