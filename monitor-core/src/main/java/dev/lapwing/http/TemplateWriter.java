// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

/**
 * Puts a route together in its normalised spelling.
 *
 * <p>What it writes reads back as what was written: names hold nothing that has a meaning in a
 * template, a literal never is a brace, an angle bracket or a star, and a cut falls between parts.
 */
final class TemplateWriter {
  private static final int MAX_LENGTH = 512;
  private static final char ELLIPSIS = '\u2026';
  private static final char REPLACEMENT = '\ufffd';

  private final StringBuilder out = new StringBuilder();
  private boolean slashDue = true;
  private boolean cut;
  private int cutAt;
  private String lastParameter = "";

  /** Begins a segment; an empty one leaves no trace. */
  void slash() {
    slashDue = true;
  }

  /** Returns whether what is written next begins a segment. */
  boolean atSegmentStart() {
    return slashDue;
  }

  /** Returns whether nothing more will be taken. */
  boolean isFull() {
    return cut;
  }

  /** Writes a character that stands for itself, or what replaces it. */
  void literal(int codePoint) {
    append(Character.toString(isWritable(codePoint) ? codePoint : REPLACEMENT));
    lastParameter = "";
  }

  /** Writes a character that cannot be written as it is. */
  void replaced() {
    literal(REPLACEMENT);
  }

  /** Writes a parameter of one segment. */
  void parameter(String name) {
    placeholder("{" + nameOr("segment", name) + "}");
  }

  /** Writes a parameter that may span segments. */
  void rest(String name) {
    placeholder("{" + nameOr("path", name) + "...}");
  }

  /** Two of the same in a row, which regular expressions lead to, say no more than one. */
  private void placeholder(String text) {
    if (slashDue || !text.equals(lastParameter)) {
      append(text);
      lastParameter = text;
    }
  }

  private void append(String part) {
    if (cut) {
      return;
    }
    if (out.length() + part.length() + (slashDue ? 1 : 0) > MAX_LENGTH) {
      cut = true;
      return;
    }
    if (slashDue) {
      out.append('/');
      slashDue = false;
    }
    out.append(part);
    if (out.length() < MAX_LENGTH) {
      cutAt = out.length();
    }
  }

  private static boolean isWritable(int codePoint) {
    return switch (codePoint) {
      case '{', '}', '<', '>', '*' -> false;
      default ->
          switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                Character.FORMAT,
                Character.SURROGATE,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
          };
    };
  }

  private static String nameOr(String unnamed, String name) {
    StringBuilder clean = new StringBuilder(name.length());
    String stripped = name.strip();
    int codePoint;
    for (int i = 0; i < stripped.length(); i += Character.charCount(codePoint)) {
      codePoint = stripped.codePointAt(i);
      if (codePoint != '.' || !clean.isEmpty()) {
        clean.appendCodePoint(isOfName(codePoint) ? codePoint : '_');
      }
    }
    int end = clean.length();
    while (end > 0 && clean.charAt(end - 1) == '.') {
      end--;
    }
    return end == 0 ? unnamed : clean.substring(0, end);
  }

  private static boolean isOfName(int codePoint) {
    return Character.isLetterOrDigit(codePoint) || "_-.$".indexOf(codePoint) >= 0;
  }

  @Override
  public String toString() {
    if (cut) {
      String kept = out.substring(0, cutAt);
      return (kept.isEmpty() ? "/" : kept) + ELLIPSIS;
    }
    return out.isEmpty() ? "/" : out.toString();
  }
}
