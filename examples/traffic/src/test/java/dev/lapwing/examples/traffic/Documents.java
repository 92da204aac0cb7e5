// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsWindow;
import dev.lapwing.stats.WindowSpan;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Documents of a few numbers. */
final class Documents {

  private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

  private Documents() {}

  static StatsDocument of(OperationStats totals, List<OperationStats> rows) {
    return new StatsDocument(
        new StatsDocument.Service("orders", "host-1", null, START, 60),
        START.plusSeconds(60),
        new WindowSpan(StatsWindow.TOTAL, START, START.plusSeconds(60), true),
        3,
        17,
        new StatsDocument.Streams(2, 0, null, null),
        totals,
        rows,
        rows.size(),
        false,
        new StatsDocument.Memory(null, null, null, null, null, null),
        new StatsDocument.Self(0, null, 0, null, 0, 0, 0, 0, 0));
  }

  static OperationStats row(
      String name,
      OperationKind kind,
      long count,
      Double rate,
      long errors,
      Double p50,
      Double p95,
      Double p99,
      Double max) {
    return new OperationStats(
        name,
        kind,
        null,
        null,
        count,
        count - errors,
        errors,
        0,
        0,
        null,
        rate,
        null,
        null,
        max,
        p50,
        null,
        null,
        p95,
        p99,
        null,
        0,
        0,
        null,
        null,
        null,
        null,
        Map.of());
  }

  static OperationStats with(Map<String, Long> statuses, OperationStats row) {
    return new OperationStats(
        row.operation(),
        row.kind(),
        null,
        null,
        row.count(),
        row.successCount(),
        row.errorCount(),
        0,
        0,
        null,
        row.ratePerSecond(),
        null,
        null,
        row.maxDuration(),
        row.p50(),
        null,
        null,
        row.p95(),
        row.p99(),
        null,
        0,
        0,
        null,
        null,
        null,
        null,
        statuses);
  }
}
