// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.client;

import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import dev.lapwing.stats.StatsWindow;
import dev.lapwing.stats.WindowSpan;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a {@link StatsDocument} from the JSON of {@link StatsDocument#SCHEMA}. */
final class StatsReader {
  private static final String UNIT = "ms";

  private StatsReader() {}

  /**
   * Returns the document in a stream.
   *
   * @param query what it answers
   * @throws StatsFormatException if it is of another form
   * @throws IOException if the stream throws it
   */
  static StatsDocument read(InputStream stream, StatsQuery query) throws IOException {
    Members document = new Members("", JsonTree.read(stream));
    checkSchema(document);
    if (!UNIT.equals(document.text("durationUnit"))) {
      throw document.wrong("durationUnit", document.text("durationUnit"), UNIT);
    }
    return new StatsDocument(
        service(document.object("service")),
        document.instant("generatedAt"),
        span(document.object("window")),
        document.whole("activeRequests"),
        document.whole("activeRequestsPeak"),
        streams(document.object("streams")),
        totals(document.object("totals"), query),
        operations(document.objects("operations")),
        Math.toIntExact(Math.min(document.whole("operationCount"), Integer.MAX_VALUE)),
        document.flag("overflowed"),
        memory(document.object("memory")),
        self(document.object("self")));
  }

  /** A minor version adds fields, which are not read; a major one may mean anything. */
  private static void checkSchema(Members document) throws StatsFormatException {
    if (!document.has("schema")) {
      throw new StatsFormatException("it has no schema, so it is none of Lapwing's documents");
    }
    String schema = document.text("schema");
    if (!schema.equals(StatsDocument.SCHEMA) && !schema.startsWith(StatsDocument.SCHEMA + ".")) {
      throw document.wrong("schema", schema, StatsDocument.SCHEMA);
    }
  }

  private static StatsDocument.Service service(Members service) throws StatsFormatException {
    return new StatsDocument.Service(
        service.text("name"),
        service.text("instance"),
        service.textOrNull("version"),
        service.instant("startedAt"),
        service.decimal("uptimeSeconds"));
  }

  private static WindowSpan span(Members window) throws StatsFormatException {
    return new WindowSpan(
        window(window), window.instant("from"), window.instant("to"), window.flag("complete"));
  }

  private static StatsWindow window(Members window) throws StatsFormatException {
    String name = window.text("name");
    for (StatsWindow each : StatsWindow.values()) {
      if (each.text().equals(name)) {
        return each;
      }
    }
    throw window.wrong("name", name, "a window that was asked for");
  }

  private static StatsDocument.Streams streams(Members streams) throws StatsFormatException {
    return new StatsDocument.Streams(
        streams.whole("open"),
        streams.whole("ended"),
        streams.decimalOrNull("p50Lifetime"),
        streams.decimalOrNull("maxLifetime"));
  }

  /** Totals have numbers alone: what they are of is said by the query. */
  private static OperationStats totals(Members totals, StatsQuery query)
      throws StatsFormatException {
    OperationKind kind = query.kind() == null ? OperationKind.HTTP : query.kind();
    return numbers(totals, kind.text(), kind, Map.of());
  }

  private static List<OperationStats> operations(List<Members> rows) throws StatsFormatException {
    List<OperationStats> operations = new ArrayList<>();
    for (Members row : rows) {
      OperationKind kind = kind(row.text("kind"));
      if (kind != null) {
        operations.add(numbers(row, row.text("operation"), kind, statuses(row.object("statuses"))));
      }
    }
    return operations;
  }

  /** Returns a kind by its name; null for one that newer servers have. */
  private static @Nullable OperationKind kind(String text) {
    for (OperationKind kind : OperationKind.values()) {
      if (kind.text().equals(text)) {
        return kind;
      }
    }
    return null;
  }

  private static Map<String, Long> statuses(Members counts) throws StatsFormatException {
    Map<String, Long> statuses = new LinkedHashMap<>();
    for (String status : counts.names()) {
      statuses.put(status, counts.whole(status));
    }
    return statuses;
  }

  private static OperationStats numbers(
      Members row, String operation, OperationKind kind, Map<String, Long> statuses)
      throws StatsFormatException {
    return new OperationStats(
        operation,
        kind,
        row.textOrNull("method"),
        row.textOrNull("route"),
        row.whole("count"),
        row.whole("successCount"),
        row.whole("errorCount"),
        row.whole("clientErrorCount"),
        row.whole("abortedCount"),
        row.decimalOrNull("errorRate"),
        row.decimalOrNull("ratePerSecond"),
        row.decimalOrNull("avgDuration"),
        row.decimalOrNull("minDuration"),
        row.decimalOrNull("maxDuration"),
        row.decimalOrNull("p50"),
        row.decimalOrNull("p75"),
        row.decimalOrNull("p90"),
        row.decimalOrNull("p95"),
        row.decimalOrNull("p99"),
        row.decimalOrNull("p999"),
        row.whole("slowCount"),
        row.whole("verySlowCount"),
        row.decimalOrNull("apdex"),
        row.decimalOrNull("abortedP99"),
        row.decimalOrNull("abortedMax"),
        row.wholeOrNull("sampledCount"),
        statuses);
  }

  private static StatsDocument.Memory memory(Members memory) throws StatsFormatException {
    return new StatsDocument.Memory(
        memory.wholeOrNull("heapUsed"),
        memory.wholeOrNull("heapCommitted"),
        memory.wholeOrNull("heapMax"),
        memory.wholeOrNull("nonHeapUsed"),
        memory.wholeOrNull("directUsed"),
        memory.wholeOrNull("rss"));
  }

  private static StatsDocument.Self self(Members self) throws StatsFormatException {
    return new StatsDocument.Self(
        self.whole("calls"),
        self.wholeOrNull("nanosPerCall"),
        self.whole("bytesHeld"),
        self.wholeOrNull("tickMicros"),
        self.whole("swallowedErrors"),
        self.whole("droppedEvents"),
        self.whole("slotless"),
        self.whole("lostCalls"),
        self.whole("negativeDurations"));
  }
}
