// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.json;

import dev.lapwing.stats.ActiveCall;
import dev.lapwing.stats.ActiveDocument;
import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.OperationDetails;
import dev.lapwing.stats.OperationDocument;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.Outcome;
import dev.lapwing.stats.OutcomeStats;
import dev.lapwing.stats.Series;
import dev.lapwing.stats.SeriesDocument;
import dev.lapwing.stats.SlowDocument;
import dev.lapwing.stats.SlowOperation;
import dev.lapwing.stats.SlowOperations;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsWindow;
import dev.lapwing.stats.WindowSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Results to write and to serve, as an engine would have made them. */
public final class StatsFixtures {
  private static final Instant STARTED = Instant.parse("2026-11-20T08:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00.123456789Z");

  private static final StatsDocument.Service SERVICE =
      new StatsDocument.Service("orders", "host-1", null, STARTED, 3600.1234567);
  private static final WindowSpan WINDOW = new WindowSpan(StatsWindow.TOTAL, STARTED, NOW, true);

  private StatsFixtures() {}

  public static StatsDocument document(OperationStats... operations) {
    return new StatsDocument(
        SERVICE,
        NOW,
        WINDOW,
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

  /** Returns the document of {@code GET /users/{id}}. */
  public static OperationDocument operation() {
    Distribution errors = Distribution.of(1_500_000);
    OutcomeStats failed =
        new OutcomeStats(
            Outcome.ERROR, "500", 1, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1, 0);
    return new OperationDocument(
        SERVICE,
        NOW,
        WINDOW,
        new OperationDetails(
            http("/users/{id}", 1.5),
            List.of(failed),
            Distribution.of(17, 2_000_000, Long.MAX_VALUE),
            errors,
            Distribution.EMPTY),
        samples());
  }

  /** Returns series of three steps, of which nothing happened in the second. */
  public static SeriesDocument series() {
    Series.Builder series = new Series.Builder(3);
    series.set(0, 3, 1, Distribution.of(1_500_000, 2_000_000));
    series.set(2, 1, 0, Distribution.EMPTY);
    Series built = series.build();
    return new SeriesDocument(
        SERVICE,
        NOW,
        WINDOW,
        10,
        List.of(STARTED, STARTED.plusSeconds(10), STARTED.plusSeconds(20)),
        built,
        List.of(new SeriesDocument.OfOperation("GET /users/{id}", OperationKind.HTTP, built)),
        84);
  }

  /** Returns the slow calls of http and of a name of the user's. */
  public static SlowDocument slow() {
    return new SlowDocument(SERVICE, NOW, samples());
  }

  private static SlowOperations samples() {
    SlowOperation http =
        new SlowOperation(
            "GET /users/{id}",
            OperationKind.HTTP,
            "GET",
            "/users/7",
            Outcome.SUCCESS,
            200,
            STARTED,
            Duration.ofNanos(1_234_567_890),
            false,
            "worker-1",
            Map.of(),
            "0af7651916cd43dd8448eb211c80319c");
    SlowOperation internal =
        new SlowOperation(
            "database.query",
            OperationKind.INTERNAL,
            null,
            null,
            Outcome.ABORTED,
            null,
            STARTED,
            Duration.ofSeconds(6),
            true,
            "",
            Map.of("table", "users"),
            null);
    return new SlowOperations(List.of(internal, http), List.of(http, internal));
  }

  /** Returns a call, and one whose clock failed. */
  public static ActiveDocument active() {
    return new ActiveDocument(
        SERVICE,
        NOW,
        3,
        List.of(
            new ActiveCall("GET", "/users/7", STARTED, 1.5, "worker-1", true),
            new ActiveCall("POST", "/", null, null, null, false)));
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
        duration, duration, duration, duration, duration, duration, 1, 0, 0.9, null, null, null,
        statuses);
  }
}
