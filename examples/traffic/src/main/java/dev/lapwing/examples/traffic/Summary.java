// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The last words of a demo. */
final class Summary {

  private static final int SLOWEST = 5;

  private Summary() {}

  static List<String> of(
      List<Kind> kinds, Tally tally, StatsDocument stats, Comparison comparison, double seconds) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        String.format(
            "Summary: %s requests in %.1f s", Text.count(comparison.sentTotal()), seconds));
    lines.add("");
    kinds.forEach(kind -> lines.add(line(kind.name(), tally.byStatus(kind.name()))));
    if (tally.skippedCount() > 0) {
      lines.add(
          Text.count(tally.skippedCount())
              + " were due but not sent, for too many were in flight: the service does not keep up");
    }
    String failure = tally.firstFailure();
    if (failure != null) {
      lines.add("The first request without a response: " + failure);
    }
    lines.add("");
    lines.addAll(comparison.lines());
    lines.add("");
    lines.add("Slowest since the start:");
    lines.add(Table.header());
    slowest(Table.ofKind(stats, OperationKind.HTTP)).forEach(row -> lines.add(Table.line(row)));
    slowest(Table.ofKind(stats, OperationKind.INTERNAL)).forEach(row -> lines.add(Table.line(row)));
    return lines;
  }

  private static String line(String kind, Map<String, Long> statuses) {
    long sum = statuses.values().stream().mapToLong(Long::longValue).sum();
    String detail =
        statuses.entrySet().stream()
            .map(status -> status.getKey() + ": " + Text.count(status.getValue()))
            .collect(Collectors.joining(", "));
    return Text.left(kind, 24) + Text.right(Text.count(sum), 8) + "   " + detail;
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
}
