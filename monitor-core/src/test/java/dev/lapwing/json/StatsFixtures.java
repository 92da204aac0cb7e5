// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.json;

import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsWindow;
import dev.lapwing.stats.WindowSpan;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Results to write and to serve, as an engine would have made them. */
public final class StatsFixtures {
  private static final Instant STARTED = Instant.parse("2026-11-20T08:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00.123456789Z");

  private StatsFixtures() {}

  public static StatsDocument document(OperationStats... operations) {
    return new StatsDocument(
        new StatsDocument.Service("orders", "host-1", null, STARTED, 3600.1234567),
        NOW,
        new WindowSpan(StatsWindow.TOTAL, STARTED, NOW, true),
        3,
        17,
        new StatsDocument.Streams(1, 2, 1500.25, null),
        http("(totals)", 1.5),
        List.of(operations),
        84,
        false,
        new StatsDocument.Memory(1L, 2L, null, 4L, 5L, null),
        new StatsDocument.Self(1_000_000, 120L, 4_096, null, 0, 1, 2, 3, 4));
  }

  /** Returns a row of HTTP kind whose every duration is the same. */
  public static OperationStats http(String route, Double duration) {
    return row("GET " + route, OperationKind.HTTP, "GET", route, duration, Map.of("200", 5L));
  }

  public static OperationStats internal(String name) {
    return row(name, OperationKind.INTERNAL, null, null, null, Map.of());
  }

  public static OperationStats row(
      String operation,
      OperationKind kind,
      String method,
      String route,
      Double duration,
      Map<String, Long> statuses) {
    return new OperationStats(
        operation, kind, method, route, 5, 4, 1, 0, 0, 1e-8, 1.0 / 3, duration, duration, duration,
        duration, duration, duration, duration, duration, duration, 1, 0, 0.9, null, null,
        statuses);
  }
}
