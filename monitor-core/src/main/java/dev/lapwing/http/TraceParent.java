// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import org.jspecify.annotations.Nullable;

/**
 * Reads the trace id out of a {@code traceparent} header; an invalid header is as good as none.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>
 */
final class TraceParent {
  private static final int TRACE_ID = 3;
  private static final int PARENT_ID = 36;
  private static final int FLAGS = 53;
  private static final int LENGTH = 55;

  private TraceParent() {}

  /** Returns the trace id, 32 hexadecimal digits; null if the header is null or invalid. */
  static @Nullable String traceId(@Nullable String header) {
    return header != null && isValid(header) ? header.substring(TRACE_ID, PARENT_ID - 1) : null;
  }

  private static boolean isValid(String header) {
    return header.length() >= LENGTH
        && hasKnownEnd(header)
        && isHex(header, 0, 2)
        && !header.startsWith("ff")
        && header.charAt(TRACE_ID - 1) == '-'
        && isId(header, TRACE_ID, PARENT_ID - 1)
        && header.charAt(PARENT_ID - 1) == '-'
        && isId(header, PARENT_ID, FLAGS - 1)
        && header.charAt(FLAGS - 1) == '-'
        && isHex(header, FLAGS, LENGTH);
  }

  /** Version 00 ends after the flags; later ones may go on behind another dash. */
  private static boolean hasKnownEnd(String header) {
    return header.length() == LENGTH || (!header.startsWith("00") && header.charAt(LENGTH) == '-');
  }

  private static boolean isId(String text, int from, int to) {
    boolean allZero = true;
    for (int i = from; i < to && allZero; i++) {
      allZero = text.charAt(i) == '0';
    }
    return !allZero && isHex(text, from, to);
  }

  private static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (!digit && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}
