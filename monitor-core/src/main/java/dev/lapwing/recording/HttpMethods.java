// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

/** The methods of RFC 9110 and PATCH (RFC 5789); every other is {@code _OTHER}. */
final class HttpMethods {
  private static final String[] NAMES = {
    "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "TRACE", "_OTHER"
  };

  static final int COUNT = NAMES.length;

  private HttpMethods() {}

  static String nameOf(int index) {
    return NAMES[index];
  }

  /** Returns the index of a method as it was received; methods are case-sensitive. */
  static int indexOf(String method) {
    return switch (method) {
      case "GET" -> 0;
      case "HEAD" -> 1;
      case "POST" -> 2;
      case "PUT" -> 3;
      case "DELETE" -> 4;
      case "PATCH" -> 5;
      case "OPTIONS" -> 6;
      case "CONNECT" -> 7;
      case "TRACE" -> 8;
      default -> COUNT - 1;
    };
  }
}
