// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.json;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes a {@link Problem} as {@code application/problem+json}. */
public final class ProblemJson {
  private ProblemJson() {}

  /**
   * Writes a problem to a stream, which it neither flushes nor closes.
   *
   * @throws IOException if the stream does
   */
  public static void write(Problem problem, OutputStream target) throws IOException {
    JsonWriter.writeObject(
        target,
        false,
        json -> {
          json.text("type", problem.type());
          json.text("title", problem.title());
          json.whole("status", (long) problem.status());
          json.text("detail", problem.detail());
          problem.members().forEach((name, value) -> write(json, name, value));
        });
  }

  private static void write(JsonWriter json, String name, Object value) {
    if (value instanceof List<?> list) {
      json.array(name, () -> list.forEach(element -> json.element(element.toString())));
    } else {
      json.text(name, value.toString());
    }
  }
}
