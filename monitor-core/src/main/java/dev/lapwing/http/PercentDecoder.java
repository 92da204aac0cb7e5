// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decodes names and values of a query: {@code %C3%BC} is UTF-8, {@code +} a space. */
final class PercentDecoder {
  private static final int HEX = 16;
  private static final int ESCAPE_DIGITS = 2;

  private PercentDecoder() {}

  /** Returns the text; null when an escape is malformed or the bytes are not UTF-8. */
  static @Nullable String decode(String encoded) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(encoded));
      ByteBuffer decoded = ByteBuffer.allocate(bytes.remaining());
      while (bytes.hasRemaining()) {
        byte next = bytes.get();
        if (next != '%') {
          decoded.put(next == '+' ? (byte) ' ' : next);
          continue;
        }
        int value = bytes.remaining() < ESCAPE_DIGITS ? -1 : hex(bytes.get(), bytes.get());
        if (value < 0) {
          return null;
        }
        decoded.put((byte) value);
      }
      return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static int hex(byte high, byte low) {
    int upper = digit(high);
    int lower = digit(low);
    return upper < 0 || lower < 0 ? -1 : upper * HEX + lower;
  }

  private static int digit(byte character) {
    return character < 0 ? -1 : Character.digit((char) character, HEX);
  }
}
