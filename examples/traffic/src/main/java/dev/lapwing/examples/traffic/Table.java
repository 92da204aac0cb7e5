// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import dev.lapwing.examples.traffic.StatsView.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stats as aligned lines that fit a terminal of 24 lines. */
final class Table {

  private static final int NAME = 26;
  private static final int NUMBER = 7;
  private static final int HTTP_ROWS = 12;
  private static final int INTERNAL_ROWS = 5;

  private Table() {}

  static List<String> of(StatsView stats) {
    List<String> lines = new ArrayList<>();
    lines.add(header());
    lines.add(line(stats.totals()));
    add(lines, stats.ofKind("http"), HTTP_ROWS);
    List<Row> internal = stats.ofKind("internal");
    if (!internal.isEmpty()) {
      lines.add("");
      add(lines, internal, INTERNAL_ROWS);
    }
    return lines;
  }

  static String header() {
    return line("operation", "count", "rate/s", "errors", "p50", "p95", "p99", "max", "active");
  }

  static String line(Row row) {
    return line(
        row.name(),
        Text.count(row.count()),
        Text.rate(row.rate()),
        Text.count(row.errors()),
        Text.duration(row.p50()),
        Text.duration(row.p95()),
        Text.duration(row.p99()),
        Text.duration(row.max()),
        active(row.active()));
  }

  private static String active(@Nullable Long active) {
    return active == null ? "" : Text.count(active);
  }

  private static void add(List<String> lines, List<Row> rows, int most) {
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
