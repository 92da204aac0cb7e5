// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.json;

import dev.lapwing.stats.Series;
import dev.lapwing.stats.SeriesDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Writes a {@link SeriesDocument} as JSON. */
public final class SeriesJson {
  private SeriesJson() {}

  /**
   * Writes a document to a stream, which it neither flushes nor closes.
   *
   * @throws IOException if the stream does
   */
  public static void write(SeriesDocument document, boolean pretty, OutputStream target)
      throws IOException {
    JsonWriter.writeObject(target, pretty, json -> write(json, document));
  }

  private static void write(JsonWriter json, SeriesDocument document) {
    CommonJson.writeHead(json, SeriesDocument.SCHEMA, document.service(), document.generatedAt());
    CommonJson.writeErrors(json);
    CommonJson.writeWindow(json, document.window());
    json.whole("stepSeconds", document.stepSeconds());
    json.array("from", () -> document.from().forEach(json::instantElement));
    json.object("totals", () -> write(json, document.totals()));
    json.array("operations", () -> document.operations().forEach(each -> write(json, each)));
    json.whole("operationCount", (long) document.operationCount());
    json.whole("operationsReturned", (long) document.operations().size());
  }

  private static void write(JsonWriter json, SeriesDocument.OfOperation each) {
    json.object(
        () -> {
          json.text("operation", each.operation());
          json.text("kind", each.kind().text());
          write(json, each.series());
        });
  }

  private static void write(JsonWriter json, Series series) {
    writeEach(json, "count", series, step -> json.element(series.count(step)));
    writeEach(json, "errors", series, step -> json.element(series.errors(step)));
    writeDurations(json, "p50", series, series::p50Nanos);
    writeDurations(json, "p95", series, series::p95Nanos);
    writeDurations(json, "p99", series, series::p99Nanos);
    writeDurations(json, "max", series, series::maxNanos);
  }

  private static void writeDurations(
      JsonWriter json, String name, Series series, IntFunction<@Nullable Long> nanos) {
    writeEach(json, name, series, step -> json.durationElement(nanos.apply(step)));
  }

  private static void writeEach(JsonWriter json, String name, Series series, IntConsumer step) {
    json.array(
        name,
        () -> {
          for (int i = 0; i < series.steps(); i++) {
            step.accept(i);
          }
        });
  }
}
