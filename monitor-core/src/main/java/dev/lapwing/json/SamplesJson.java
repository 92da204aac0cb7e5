// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.json;

import dev.lapwing.stats.SlowDocument;
import dev.lapwing.stats.SlowOperation;
import dev.lapwing.stats.SlowOperations;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Writes a {@link SlowDocument} as JSON, and the samples of other documents. */
public final class SamplesJson {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double MILLIS_PER_SECOND = 1e3;

  private SamplesJson() {}

  /**
   * Writes a document to a stream, which it neither flushes nor closes.
   *
   * @throws IOException if the stream does
   */
  public static void write(SlowDocument document, boolean pretty, OutputStream target)
      throws IOException {
    JsonWriter.writeObject(
        target,
        pretty,
        json -> {
          CommonJson.writeHead(
              json, SlowDocument.SCHEMA, document.service(), document.generatedAt());
          write(json, document.samples());
        });
  }

  static void write(JsonWriter json, SlowOperations samples) {
    write(json, "slowest", samples.slowest());
    write(json, "latest", samples.latest());
  }

  private static void write(JsonWriter json, String name, List<SlowOperation> samples) {
    json.array(name, () -> samples.forEach(sample -> write(json, sample)));
  }

  private static void write(JsonWriter json, SlowOperation sample) {
    json.object(
        () -> {
          json.text("operation", sample.operation());
          json.text("kind", sample.kind().text());
          json.text("method", sample.method());
          json.text("path", sample.path());
          json.text("outcome", sample.outcome().name().toLowerCase(Locale.ROOT));
          json.whole("status", sample.status() == null ? null : sample.status().longValue());
          json.instant("startedAt", sample.startedAt());
          json.decimal("duration", millis(sample.duration()), CommonJson.DURATION_DECIMALS);
          json.flag("verySlow", sample.verySlow());
          json.text("thread", sample.thread());
          json.object("metadata", () -> sample.metadata().forEach(json::text));
          json.text("traceId", sample.traceId());
        });
  }

  private static double millis(Duration duration) {
    return duration.getSeconds() * MILLIS_PER_SECOND + duration.getNano() / NANOS_PER_MILLI;
  }
}
