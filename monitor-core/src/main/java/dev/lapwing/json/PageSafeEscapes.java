// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.json;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;

/**
 * Escapes, beside what JSON asks for, what would end a script element of a page or a line of
 * JavaScript. Immutable.
 */
final class PageSafeEscapes extends CharacterEscapes {
  @Serial private static final long serialVersionUID = 1;

  private static final char LINE_SEPARATOR = '\u2028';
  private static final char PARAGRAPH_SEPARATOR = '\u2029';
  private static final SerializableString ESCAPED_LINE = new SerializedString("\\u2028");
  private static final SerializableString ESCAPED_PARAGRAPH = new SerializedString("\\u2029");

  private final int[] ascii = standardAsciiEscapesForJSON();

  PageSafeEscapes() {
    for (char c : new char[] {'<', '>', '&'}) {
      ascii[c] = ESCAPE_STANDARD;
    }
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return ascii;
  }

  @Override
  public @Nullable SerializableString getEscapeSequence(int character) {
    return switch (character) {
      case LINE_SEPARATOR -> ESCAPED_LINE;
      case PARAGRAPH_SEPARATOR -> ESCAPED_PARAGRAPH;
      default -> null;
    };
  }
}
