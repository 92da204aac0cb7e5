// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import static java.util.stream.Collectors.joining;

import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What several services say of the same operations, in as few lines as a terminal has. */
final class SideBySide {

  private static final int NAME = 26;
  private static final int NUMBER = 5;
  private static final int ROWS = 14;

  private SideBySide() {}

  /**
   * Makes a table with a row for each HTTP operation, the most frequent first.
   *
   * @param names of the services, in the order of their documents
   */
  static List<String> of(List<String> names, List<StatsDocument> documents) {
    List<Map<String, OperationStats>> services =
        documents.stream().map(SideBySide::byOperation).toList();
    List<String> operations = operations(services);
    List<String> lines = new ArrayList<>();
    lines.add(
        (Text.left("", NAME) + names.stream().map(SideBySide::title).collect(joining()))
            .stripTrailing());
    lines.add(
        Text.left("operation, times in ms", NAME)
            + numbers("count", "p50", "p99").repeat(names.size()));
    lines.add(
        Text.left("all requests", NAME)
            + documents.stream().map(stats -> numbers(stats.totals())).collect(joining()));
    operations.stream().limit(ROWS).forEach(name -> lines.add(line(name, services)));
    if (operations.size() > ROWS) {
      lines.add("  and " + (operations.size() - ROWS) + " more");
    }
    return lines;
  }

  private static Map<String, OperationStats> byOperation(StatsDocument stats) {
    Map<String, OperationStats> rows = new HashMap<>();
    Table.ofKind(stats, OperationKind.HTTP).forEach(row -> rows.put(row.operation(), row));
    return rows;
  }

  private static List<String> operations(List<Map<String, OperationStats>> services) {
    Map<String, Long> counts = new HashMap<>();
    services.forEach(
        rows -> rows.forEach((name, row) -> counts.merge(name, row.count(), Long::sum)));
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String line(String name, List<Map<String, OperationStats>> services) {
    return Text.left(Text.plain(name), NAME)
        + services.stream().map(rows -> numbers(rows.get(name))).collect(joining());
  }

  private static String title(String name) {
    int width = 3 * (NUMBER + 1);
    return Text.right(Text.left(name, width - 2), width);
  }

  private static String numbers(@Nullable OperationStats row) {
    return row == null
        ? numbers("-", "-", "-")
        : numbers(Long.toString(row.count()), Text.millis(row.p50()), Text.millis(row.p99()));
  }

  private static String numbers(String count, String p50, String p99) {
    return " "
        + Text.right(count, NUMBER)
        + " "
        + Text.right(p50, NUMBER)
        + " "
        + Text.right(p99, NUMBER);
  }
}
