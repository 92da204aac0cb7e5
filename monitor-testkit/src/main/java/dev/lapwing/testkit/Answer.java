// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import java.util.Locale;
import java.util.Map;

/**
 * A response as it came over the wire.
 *
 * @param headers by names in lower case
 * @param body empty as long as only the head was read
 */
record Answer(int status, Map<String, String> headers, String body) {

  Answer withBody(String text) {
    return new Answer(status, headers, text);
  }

  boolean isChunked() {
    return header("transfer-encoding").contains("chunked");
  }

  boolean hasNoBody() {
    return status < 200 || status == 204 || status == 304;
  }

  /** Returns whether the server closes the connection after this one. */
  boolean isLast() {
    boolean ended = isChunked() || headers.containsKey("content-length") || hasNoBody();
    return header("connection").contains("close") || !ended;
  }

  private String header(String name) {
    return headers.getOrDefault(name, "").toLowerCase(Locale.ROOT);
  }
}
