// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit.stub;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request.
 *
 * @param headers by names in lower case
 */
record StubRequest(
    String method, String path, @Nullable String query, Map<String, String> headers) {

  /** Reads a request and skips its body; returns null when the client sends no more. */
  static @Nullable StubRequest read(InputStream in) throws IOException {
    String requestLine = readLine(in);
    if (requestLine.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    in.skipNBytes(Long.parseLong(headers.getOrDefault("content-length", "0")));
    String[] parts = requestLine.split(" ", 3);
    String[] target = parts[1].split("\\?", 2);
    return new StubRequest(parts[0], target[0], target.length < 2 ? null : target[1], headers);
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int character;
    while ((character = in.read()) >= 0 && character != '\n') {
      line.append((char) character);
    }
    return line.toString().strip();
  }

  boolean isLast() {
    return "close".equalsIgnoreCase(headers.get("connection"));
  }
}
