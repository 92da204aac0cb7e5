// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.json;

/** Mends texts that no encoding can carry. */
final class WellFormed {
  private static final char REPLACEMENT = '\ufffd';

  private WellFormed() {}

  /** Returns a text with every half of a surrogate pair replaced by U+FFFD. */
  static String of(String text) {
    StringBuilder mended = null;
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isSurrogate(text.charAt(i))) {
        continue;
      }
      if (Character.charCount(text.codePointAt(i)) == 2) {
        i++;
        continue;
      }
      if (mended == null) {
        mended = new StringBuilder(text);
      }
      mended.setCharAt(i, REPLACEMENT);
    }
    return mended == null ? text : mended.toString();
  }
}
