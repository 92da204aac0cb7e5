// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.json;

import dev.lapwing.stats.Buckets;
import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.OperationDetails;
import dev.lapwing.stats.OperationDocument;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.OutcomeStats;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes an {@link OperationDocument} as JSON. */
public final class OperationJson {
  private OperationJson() {}

  /**
   * Writes a document to a stream, which it neither flushes nor closes.
   *
   * @throws IOException if the stream does
   */
  public static void write(OperationDocument document, boolean pretty, OutputStream target)
      throws IOException {
    JsonWriter.writeObject(target, pretty, json -> write(json, document));
  }

  private static void write(JsonWriter json, OperationDocument document) {
    CommonJson.writeHead(
        json, OperationDocument.SCHEMA, document.service(), document.generatedAt());
    CommonJson.writeErrors(json);
    CommonJson.writeWindow(json, document.window());
    OperationDetails details = document.details();
    OperationStats stats = details.stats();
    json.text("operation", stats.operation());
    json.text("kind", stats.kind().text());
    json.text("method", stats.method());
    json.text("route", stats.route());
    CommonJson.writeNumbers(json, stats, field -> true);
    json.object("statuses", () -> stats.statuses().forEach(json::whole));
    json.array("outcomes", () -> details.outcomes().forEach(each -> write(json, each)));
    json.object(
        "buckets",
        () -> {
          writeBuckets(json, "success", details.successes());
          writeBuckets(json, "error", details.errors());
          writeBuckets(json, "aborted", details.aborted());
        });
    SamplesJson.write(json, document.samples());
  }

  private static void write(JsonWriter json, OutcomeStats part) {
    json.object(
        () -> {
          json.text("outcome", part.outcome().name().toLowerCase(Locale.ROOT));
          json.text("status", part.status());
          json.whole("count", part.count());
          writeDuration(json, "avgDuration", part.avgDuration());
          writeDuration(json, "minDuration", part.minDuration());
          writeDuration(json, "maxDuration", part.maxDuration());
          writeDuration(json, "p50", part.p50());
          writeDuration(json, "p75", part.p75());
          writeDuration(json, "p90", part.p90());
          writeDuration(json, "p95", part.p95());
          writeDuration(json, "p99", part.p99());
          writeDuration(json, "p999", part.p999());
          json.whole("slowCount", part.slowCount());
          json.whole("verySlowCount", part.verySlowCount());
        });
  }

  private static void writeDuration(JsonWriter json, String name, @Nullable Double millis) {
    json.decimal(name, millis, CommonJson.DURATION_DECIMALS);
  }

  private static void writeBuckets(JsonWriter json, String name, Distribution durations) {
    json.object(
        name,
        () -> {
          json.array(
              "from",
              () -> durations.forEachBucket((index, n) -> json.durationElement(from(index))));
          json.array(
              "below",
              () -> durations.forEachBucket((index, n) -> json.durationElement(below(index))));
          json.array("count", () -> durations.forEachBucket((index, n) -> json.element(n)));
        });
  }

  private static long from(int index) {
    return Buckets.lowestOf(index);
  }

  private static @Nullable Long below(int index) {
    return index == Buckets.COUNT - 1 ? null : (Long) (Buckets.highestOf(index) + 1);
  }
}
