// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.json;

import dev.lapwing.stats.OperationKind;
import java.nio.charset.StandardCharsets;

/** Writes references to the documents of operations. */
public final class Href {
  private static final String UNRESERVED = "-._~";
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private Href() {}

  /** Returns the reference of an operation, relative to the endpoint's base and a slash. */
  static String of(String operation, OperationKind kind) {
    String name = "operation?name=" + encoded(operation);
    return kind == OperationKind.HTTP ? name : name + "&kind=" + kind.text();
  }

  /** Returns a text in the percent-encoding of RFC 3986, in UTF-8; only letters, digits, -._~. */
  public static String encoded(String text) {
    StringBuilder target = new StringBuilder(text.length() + text.length() / 2);
    for (byte each : WellFormed.of(text).getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (each >= 'a' && each <= 'z')
              || (each >= 'A' && each <= 'Z')
              || (each >= '0' && each <= '9')
              || UNRESERVED.indexOf(each) >= 0;
      if (plain) {
        target.append((char) each);
      } else {
        target.append('%').append(HEX[(each >> 4) & 0xf]).append(HEX[each & 0xf]);
      }
    }
    return target.toString();
  }
}
