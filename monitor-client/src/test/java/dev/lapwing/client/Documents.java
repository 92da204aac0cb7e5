// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.client;

import dev.lapwing.json.StatsJson;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import dev.lapwing.stats.StatsWindow;
import dev.lapwing.stats.WindowSpan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Documents, and their JSON as the core writes it. */
final class Documents {
  private static final Instant START = Instant.parse("2026-11-20T08:00:00.250Z");

  private Documents() {}

  static StatsDocument example() {
    return document(List.of(row("GET /users/{id}", OperationKind.HTTP)));
  }

  static StatsDocument document(List<OperationStats> rows) {
    return new StatsDocument(
        new StatsDocument.Service("orders", "host-1", null, START, 60.5),
        START.plusSeconds(60),
        new WindowSpan(StatsWindow.TOTAL, START, START.plusSeconds(60), true),
        3,
        17,
        new StatsDocument.Streams(1, 2, 1500.25, null),
        row("http", OperationKind.HTTP, null, null, Map.of()),
        rows,
        rows.size(),
        false,
        new StatsDocument.Memory(1L, 2L, null, 4L, 5L, null),
        new StatsDocument.Self(1_000_000, 120L, 4_096, null, 0, 1, 2, 3, 4));
  }

  static OperationStats row(String name, OperationKind kind) {
    return row(name, kind, "GET", "/users/{id}", Map.of("200", 5L));
  }

  private static OperationStats row(
      String name, OperationKind kind, String method, String route, Map<String, Long> statuses) {
    return new OperationStats(
        name, kind, method, route, 5, 4, 1, 0, 0, 0.2, 0.5, 1.5, 0.1, 9.0, 1.25, 1.5, 2.5, 3.5, 4.5,
        5.5, 1, 0, 0.9, null, null, null, statuses);
  }

  static String json(StatsDocument document) {
    return json(document, StatsQuery.DEFAULT);
  }

  static String json(StatsDocument document, StatsQuery query) {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    try {
      StatsJson.write(document, query, "stats/", target);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return target.toString(StandardCharsets.UTF_8);
  }
}
