// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** A stats document as scenarios look at it. */
record StatsView(JsonNode document) {
  private static final Pattern STATUS_COUNT = Pattern.compile("=(\\d+)(?=[,}])");

  /** What depends on time, also where that stands still. */
  private static final List<String> TIMINGS =
      List.of(
          "ratePerSecond",
          "avgDuration",
          "minDuration",
          "maxDuration",
          "p50",
          "p75",
          "p90",
          "p95",
          "p99",
          "p999",
          "slowCount",
          "verySlowCount",
          "apdex",
          "abortedP99",
          "abortedMax");

  static StatsView of(JsonNode document) {
    return new StatsView(document);
  }

  /**
   * Returns what was recorded, sorted: {@code GET /x {200=1}}, with {@code errors=1} behind it when
   * there were.
   */
  List<String> recorded() {
    return rows()
        .filter(row -> row.get("count").asLong() > 0)
        .map(StatsView::line)
        .sorted()
        .toList();
  }

  private Stream<JsonNode> rows() {
    List<JsonNode> rows = new ArrayList<>();
    document.get("operations").forEach(rows::add);
    return rows.stream().filter(row -> row.get("kind").asString().equals("http"));
  }

  private static String line(JsonNode row) {
    Map<String, Long> statuses = new TreeMap<>();
    row.get("statuses")
        .properties()
        .forEach(status -> statuses.put(status.getKey(), status.getValue().asLong()));
    long errors = row.get("errorCount").asLong();
    return row.get("operation").asString()
        + " "
        + statuses
        + (errors == 0 ? "" : " errors=" + errors);
  }

  /** Returns how many calls a line of {@link #recorded} counts. */
  static long countOf(String line) {
    Matcher counts = STATUS_COUNT.matcher(line);
    return counts.results().mapToLong(count -> Long.parseLong(count.group(1))).sum();
  }

  /** Returns all calls, of every operation. */
  long count() {
    return rows().mapToLong(row -> row.get("count").asLong()).sum();
  }

  long activeRequests() {
    return document.get("activeRequests").asLong();
  }

  long openStreams() {
    return stream("open").asLong();
  }

  /** Returns a field of {@code streams}. */
  JsonNode stream(String field) {
    return document.get("streams").get(field);
  }

  /** Returns a field of {@code self}. */
  long self(String field) {
    return document.get("self").get(field).asLong();
  }

  /** Returns the document without what differs from run to run, in a stable order. */
  JsonNode normalised() {
    ObjectNode copy = (ObjectNode) document.deepCopy();
    copy.remove(List.of("generatedAt", "window", "activeRequestsPeak", "memory", "self"));
    copy.withObject("/service").retain("name");
    ((ObjectNode) copy.get("totals")).remove(TIMINGS);
    List<JsonNode> rows = rows().map(StatsView::withoutTimings).toList();
    copy.putArray("operations")
        .addAll(rows.stream().sorted(Comparator.comparing(StatsView::line)).toList());
    return copy;
  }

  private static JsonNode withoutTimings(JsonNode row) {
    return ((ObjectNode) row.deepCopy()).remove(TIMINGS);
  }

  /** Returns a field of an operation's row, a missing node if there is no such row. */
  JsonNode field(String operation, String field) {
    return rows()
        .filter(row -> row.get("operation").asString().equals(operation))
        .findFirst()
        .map(row -> row.path(field))
        .orElse(MissingNode.getInstance());
  }
}
