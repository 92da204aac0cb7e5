// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A stats document as scenarios look at it. */
record StatsView(JsonNode document) {
  private static final Pattern STATUS_COUNT = Pattern.compile("=(\\d+)(?=[,}])");

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

  /** Returns a field of an operation's row, a missing node if there is no such row. */
  JsonNode field(String operation, String field) {
    return rows()
        .filter(row -> row.get("operation").asString().equals(operation))
        .findFirst()
        .map(row -> row.path(field))
        .orElse(MissingNode.getInstance());
  }
}
