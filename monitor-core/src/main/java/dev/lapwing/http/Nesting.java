// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import java.util.Arrays;

/** Which bracket of a text closes which; a backslash escapes the character after it. */
final class Nesting {
  private static final int NONE = -1;

  private final int[] closing;

  private Nesting(int[] closing) {
    this.closing = closing;
  }

  static Nesting of(String text, char open, char close) {
    int[] closing = new int[text.length()];
    Arrays.fill(closing, NONE);
    int[] opened = new int[text.length()];
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == open) {
        opened[depth++] = i;
      } else if (c == close && depth > 0) {
        closing[opened[--depth]] = i;
      }
    }
    return new Nesting(closing);
  }

  /** Returns whether an opening bracket is here that is closed later. */
  boolean opensAt(int index) {
    return closing[index] != NONE;
  }

  /** Returns where the bracket that opens here is closed. */
  int closeOf(int index) {
    return closing[index];
  }
}
