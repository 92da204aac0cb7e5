// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit.stub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request.
 *
 * @param headers by names in lower case
 * @param body empty when there is none
 */
record StubRequest(
    String method, String path, @Nullable String query, Map<String, String> headers, String body) {

  /** Reads a request; returns null when the client sends no more. */
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
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), ISO_8859_1);
    String[] parts = requestLine.split(" ", 3);
    String[] target = parts[1].split("\\?", 2);
    String query = target.length < 2 ? null : target[1];
    return new StubRequest(parts[0], target[0], query, headers, body);
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
