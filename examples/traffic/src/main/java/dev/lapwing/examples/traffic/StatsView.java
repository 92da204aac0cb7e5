// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the table and the summary need of one stats document. */
record StatsView(Row totals, List<Row> operations, long streamsOpen) {

  /**
   * One operation. Durations are milliseconds, null when not known; so is the number in flight.
   *
   * @param active requests in flight now; null for a single operation, which does not tell
   */
  record Row(
      String name,
      String kind,
      long count,
      @Nullable Double rate,
      long errors,
      @Nullable Double p50,
      @Nullable Double p95,
      @Nullable Double p99,
      @Nullable Double max,
      @Nullable Long active,
      Map<String, Long> statuses) {}

  static StatsView of(JsonNode document) {
    List<Row> rows = new ArrayList<>();
    for (JsonNode operation : document.path("operations")) {
      String name = Text.plain(operation.path("operation").asString(""));
      rows.add(row(name, operation, null));
    }
    Row totals =
        row("all requests", document.path("totals"), document.path("activeRequests").asLong());
    return new StatsView(totals, rows, document.path("streams").path("open").asLong(0));
  }

  List<Row> ofKind(String kind) {
    return operations.stream().filter(row -> row.kind().equals(kind)).toList();
  }

  /** HTTP requests that were counted so far, by status. */
  Map<String, Long> statuses() {
    Map<String, Long> sums = new TreeMap<>();
    ofKind("http")
        .forEach(row -> row.statuses().forEach((status, n) -> sums.merge(status, n, Long::sum)));
    return sums;
  }

  private static Row row(String name, JsonNode stats, @Nullable Long active) {
    Map<String, Long> statuses = new TreeMap<>();
    stats
        .path("statuses")
        .properties()
        .forEach(status -> statuses.put(Text.plain(status.getKey()), status.getValue().asLong(0)));
    return new Row(
        name,
        Text.plain(stats.path("kind").asString("")),
        stats.path("count").asLong(0),
        number(stats.path("ratePerSecond")),
        stats.path("errorCount").asLong(0),
        number(stats.path("p50")),
        number(stats.path("p95")),
        number(stats.path("p99")),
        number(stats.path("maxDuration")),
        active,
        statuses);
  }

  private static @Nullable Double number(JsonNode value) {
    return value.isNumber() ? (Double) value.asDouble() : null;
  }
}
