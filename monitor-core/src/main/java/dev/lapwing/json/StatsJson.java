// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.json;

import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a {@link StatsDocument} as JSON. */
public final class StatsJson {
  private final StatsDocument document;
  private final StatsQuery query;
  private final String hrefBase;
  private final JsonWriter json;

  private StatsJson(StatsDocument document, StatsQuery query, String hrefBase, JsonWriter json) {
    this.document = document;
    this.query = query;
    this.hrefBase = hrefBase;
    this.json = json;
  }

  /**
   * Writes a document to a stream, which it neither flushes nor closes.
   *
   * @param query says which fields of operations to write, and whether to indent
   * @param hrefBase leads from where the document is to the endpoint's base and a slash
   * @throws IOException if the stream does
   */
  public static void write(
      StatsDocument document, StatsQuery query, String hrefBase, OutputStream target)
      throws IOException {
    JsonWriter.writeObject(
        target,
        query.pretty(),
        json -> new StatsJson(document, query, hrefBase, json).writeMembers());
  }

  private void writeMembers() {
    CommonJson.writeHead(json, StatsDocument.SCHEMA, document.service(), document.generatedAt());
    CommonJson.writeErrors(json);
    CommonJson.writeWindow(json, document.window());
    json.whole("activeRequests", document.activeRequests());
    json.whole("activeRequestsPeak", document.activeRequestsPeak());
    json.object("streams", () -> write(document.streams()));
    json.object("totals", () -> CommonJson.writeNumbers(json, document.totals(), field -> true));
    json.array("operations", () -> document.operations().forEach(this::writeRow));
    json.whole("operationCount", (long) document.operationCount());
    json.whole("operationsReturned", (long) document.operations().size());
    json.flag("overflowed", document.overflowed());
    json.object("memory", () -> write(document.memory()));
    json.object("self", () -> write(document.self()));
  }

  private void write(StatsDocument.Streams streams) {
    json.whole("open", streams.open());
    json.whole("ended", streams.ended());
    json.decimal("p50Lifetime", streams.p50Lifetime(), CommonJson.DURATION_DECIMALS);
    json.decimal("maxLifetime", streams.maxLifetime(), CommonJson.DURATION_DECIMALS);
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
          if (query.selects("href")) {
            json.text("href", hrefBase + Href.of(row.operation(), row.kind()));
          }
          CommonJson.writeNumbers(json, row, query::selects);
          if (query.selects("statuses")) {
            json.object("statuses", () -> row.statuses().forEach(json::whole));
          }
        });
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
