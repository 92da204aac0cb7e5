// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The stats as aligned lines that fit a terminal of 24 lines. */
final class Table {

  private static final int NAME = 26;
  private static final int NUMBER = 7;
  private static final int HTTP_ROWS = 12;
  private static final int INTERNAL_ROWS = 5;
  private static final int SLOWEST = 5;

  private Table() {}

  static List<String> of(StatsDocument stats) {
    List<String> lines = new ArrayList<>();
    lines.add(header());
    lines.add(line("all requests", stats.totals(), Text.count(stats.activeRequests())));
    add(lines, ofKind(stats, OperationKind.HTTP), HTTP_ROWS);
    List<OperationStats> internal = ofKind(stats, OperationKind.INTERNAL);
    if (!internal.isEmpty()) {
      lines.add("");
      add(lines, internal, INTERNAL_ROWS);
    }
    return lines;
  }

  /** Returns the slowest operations of either kind. */
  static List<String> slowest(StatsDocument stats) {
    List<String> lines = new ArrayList<>();
    lines.add("Slowest since the start:");
    lines.add(header());
    slowest(ofKind(stats, OperationKind.HTTP)).forEach(row -> lines.add(line(row)));
    slowest(ofKind(stats, OperationKind.INTERNAL)).forEach(row -> lines.add(line(row)));
    return lines;
  }

  private static List<OperationStats> slowest(List<OperationStats> rows) {
    return rows.stream()
        .sorted(
            Comparator.comparing(
                (OperationStats row) -> row.p99() == null ? 0.0 : row.p99(),
                Comparator.reverseOrder()))
        .limit(SLOWEST)
        .toList();
  }

  private static String header() {
    return line("operation", "count", "rate/s", "errors", "p50", "p95", "p99", "max", "active");
  }

  /** Returns the operations of a kind, in the order of the document. */
  static List<OperationStats> ofKind(StatsDocument stats, OperationKind kind) {
    return stats.operations().stream().filter(row -> row.kind() == kind).toList();
  }

  private static String line(OperationStats row) {
    return line(Text.plain(row.operation()), row, "");
  }

  private static String line(String name, OperationStats row, String active) {
    return line(
        name,
        Text.count(row.count()),
        Text.rate(row.ratePerSecond()),
        Text.count(row.errorCount()),
        Text.duration(row.p50()),
        Text.duration(row.p95()),
        Text.duration(row.p99()),
        Text.duration(row.maxDuration()),
        active);
  }

  private static void add(List<String> lines, List<OperationStats> rows, int most) {
    rows.stream().limit(most).forEach(row -> lines.add(line(row)));
    if (rows.size() > most) {
      lines.add("  and " + (rows.size() - most) + " more");
    }
  }

  private static String line(String name, String... numbers) {
    StringBuilder line = new StringBuilder(Text.left(name, NAME));
    for (String number : numbers) {
      line.append(' ').append(Text.right(number, NUMBER));
    }
    return line.toString().stripTrailing();
  }
}
