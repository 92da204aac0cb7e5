// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.json;

import dev.lapwing.stats.ActiveCall;
import dev.lapwing.stats.ActiveDocument;
import java.io.IOException;
import java.io.OutputStream;

/** Writes an {@link ActiveDocument} as JSON. */
public final class ActiveJson {
  private ActiveJson() {}

  /**
   * Writes a document to a stream, which it neither flushes nor closes.
   *
   * @throws IOException if the stream does
   */
  public static void write(ActiveDocument document, boolean pretty, OutputStream target)
      throws IOException {
    JsonWriter.writeObject(
        target,
        pretty,
        json -> {
          CommonJson.writeHead(
              json, ActiveDocument.SCHEMA, document.service(), document.generatedAt());
          json.whole("activeRequests", document.activeRequests());
          json.array("calls", () -> document.calls().forEach(call -> write(json, call)));
          json.whole("callsReturned", (long) document.calls().size());
        });
  }

  private static void write(JsonWriter json, ActiveCall call) {
    json.object(
        () -> {
          json.text("method", call.method());
          json.text("path", call.path());
          json.instant("startedAt", call.startedAt());
          json.decimal("age", call.age(), CommonJson.DURATION_DECIMALS);
          json.text("thread", call.thread());
          json.flag("stream", call.stream());
        });
  }
}
