// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.json;

import dev.lapwing.stats.Buckets;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsFields;
import dev.lapwing.stats.StatsQuery;
import dev.lapwing.stats.WindowSpan;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Writes a {@link StatsDocument} as JSON. */
public final class StatsJson {
  /** To the nanosecond, when the unit is the millisecond. */
  private static final int DURATION_DECIMALS = 6;

  /** One error in a hundred million calls is to be more than zero. */
  private static final int RATIO_DECIMALS = 9;

  private static final int SECONDS_DECIMALS = 3;
  private static final Set<String> RATIOS = Set.of("errorRate", "ratePerSecond", "apdex");
  private static final double NANOS_PER_MILLI = 1e6;

  private final StatsDocument document;
  private final StatsQuery query;
  private final JsonWriter json;

  private StatsJson(StatsDocument document, StatsQuery query, JsonWriter json) {
    this.document = document;
    this.query = query;
    this.json = json;
  }

  /**
   * Writes a document to a stream, which it neither flushes nor closes.
   *
   * @param query says which fields of operations to write, and whether to indent
   * @throws IOException if the stream does
   */
  public static void write(StatsDocument document, StatsQuery query, OutputStream target)
      throws IOException {
    JsonWriter.writeObject(
        target, query.pretty(), json -> new StatsJson(document, query, json).writeMembers());
  }

  private void writeMembers() {
    json.text("schema", StatsDocument.SCHEMA);
    json.object("service", () -> write(document.service()));
    json.instant("generatedAt", document.generatedAt());
    json.text("durationUnit", "ms");
    json.decimal("percentileRelativeError", Buckets.RELATIVE_ERROR, RATIO_DECIMALS);
    json.decimal(
        "percentileAbsoluteErrorMs",
        Buckets.ABSOLUTE_ERROR_NANOS / NANOS_PER_MILLI,
        DURATION_DECIMALS);
    json.object("window", () -> write(document.window()));
    json.whole("activeRequests", document.activeRequests());
    json.whole("activeRequestsPeak", document.activeRequestsPeak());
    json.object("streams", () -> write(document.streams()));
    json.object("totals", () -> writeNumbers(document.totals(), field -> true));
    json.array("operations", () -> document.operations().forEach(this::writeRow));
    json.whole("operationCount", (long) document.operationCount());
    json.whole("operationsReturned", (long) document.operations().size());
    json.flag("overflowed", document.overflowed());
    json.object("memory", () -> write(document.memory()));
    json.object("self", () -> write(document.self()));
  }

  private void write(StatsDocument.Service service) {
    json.text("name", service.name());
    json.text("instance", service.instance());
    json.text("version", service.version());
    json.instant("startedAt", service.startedAt());
    json.decimal("uptimeSeconds", service.uptimeSeconds(), SECONDS_DECIMALS);
  }

  private void write(WindowSpan window) {
    json.text("name", window.window().text());
    json.instant("from", window.from());
    json.instant("to", window.to());
    json.flag("complete", window.complete());
  }

  private void write(StatsDocument.Streams streams) {
    json.whole("open", streams.open());
    json.whole("ended", streams.ended());
    json.decimal("p50Lifetime", streams.p50Lifetime(), DURATION_DECIMALS);
    json.decimal("maxLifetime", streams.maxLifetime(), DURATION_DECIMALS);
  }

  private void writeRow(OperationStats row) {
    json.object(
        () -> {
          json.text("operation", row.operation());
          if (query.selects("kind")) {
            json.text("kind", row.kind().text());
          }
          if (query.selects("method")) {
            json.text("method", row.method());
          }
          if (query.selects("route")) {
            json.text("route", row.route());
          }
          writeNumbers(row, query::selects);
          if (query.selects("statuses")) {
            json.object("statuses", () -> row.statuses().forEach(json::whole));
          }
        });
  }

  private void writeNumbers(OperationStats row, Predicate<String> selected) {
    StatsFields.numeric()
        .forEach(
            (name, reader) -> {
              if (selected.test(name)) {
                writeNumber(name, reader.apply(row));
              }
            });
  }

  private void writeNumber(String name, @Nullable Number number) {
    if (number instanceof Long whole) {
      json.whole(name, whole);
    } else {
      int decimals = RATIOS.contains(name) ? RATIO_DECIMALS : DURATION_DECIMALS;
      json.decimal(name, number == null ? null : number.doubleValue(), decimals);
    }
  }

  private void write(StatsDocument.Memory memory) {
    json.whole("heapUsed", memory.heapUsed());
    json.whole("heapCommitted", memory.heapCommitted());
    json.whole("heapMax", memory.heapMax());
    json.whole("nonHeapUsed", memory.nonHeapUsed());
    json.whole("directUsed", memory.directUsed());
    json.whole("rss", memory.rss());
  }

  private void write(StatsDocument.Self self) {
    json.whole("calls", self.calls());
    json.whole("nanosPerCall", self.nanosPerCall());
    json.whole("bytesHeld", self.bytesHeld());
    json.whole("tickMicros", self.tickMicros());
    json.whole("swallowedErrors", self.swallowedErrors());
    json.whole("droppedEvents", self.droppedEvents());
    json.whole("slotless", self.slotless());
    json.whole("lostCalls", self.lostCalls());
    json.whole("negativeDurations", self.negativeDurations());
  }
}
