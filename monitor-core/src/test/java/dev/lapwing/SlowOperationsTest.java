// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lapwing.http.HttpCall;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.Outcome;
import dev.lapwing.stats.SlowOperation;
import dev.lapwing.stats.SlowOperations;
import dev.lapwing.stats.StatsQuery;
import dev.lapwing.stats.StatsWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowOperationsTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final ManualTimeSource time = new ManualTimeSource();
  private final List<SlowOperation> told = new CopyOnWriteArrayList<>();
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder()
          .timeSource(time)
          .slowOperationThreshold(Duration.ofSeconds(1))
          .verySlowOperationThreshold(Duration.ofSeconds(5))
          .operationThresholds("database.*", Duration.ofMillis(100), Duration.ofMillis(300))
          .operationThresholds("GET /reports/*", Duration.ofSeconds(10), Duration.ofSeconds(60))
          .onSlowOperation(told::add)
          .logSlowOperations(false)
          .build();

  @AfterEach
  void close() {
    monitor.close();
  }

  @Test
  void slowRequest_isKeptWithAllThatIsKnownOfIt() {
    time.advance(Duration.ofSeconds(10));
    request(
        TestCall.get("/users/{id}", 200)
            .path("/users/7?password=secret")
            .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"),
        Duration.ofMillis(5_250));

    SlowOperation slow = monitor.getSlowOperations().slowest().get(0);
    assertThat(slow.operation()).isEqualTo("GET /users/{id}");
    assertThat(slow.kind()).isEqualTo(OperationKind.HTTP);
    assertThat(slow.method()).isEqualTo("GET");
    assertThat(slow.path()).isEqualTo("/users/7");
    assertThat(slow.status()).isEqualTo(200);
    assertThat(slow.outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(slow.startedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:10Z"));
    assertThat(slow.duration()).isEqualTo(Duration.ofMillis(5_250));
    assertThat(slow.verySlow()).isTrue();
    assertThat(slow.thread()).isEqualTo(Thread.currentThread().getName());
    assertThat(slow.traceId()).isEqualTo(TRACE);
  }

  @Test
  void slowInternalOperation_keepsItsMetadata() {
    monitor.trackOperation(
        "database.query", () -> time.advance(Duration.ofMillis(200)), Map.of("table", "users"));

    SlowOperation slow = monitor.getSlowOperations().latest().get(0);
    assertThat(slow.metadata()).containsExactly(Map.entry("table", "users"));
    assertThat(slow.status()).isNull();
    assertThat(slow.path()).isNull();
    assertThat(slow.verySlow()).isFalse();
  }

  @Test
  void slowCounts_areExactByTheThresholdsOfEachOperation() {
    for (long millis : new long[] {99, 100, 299, 300, 999, 1_000}) {
      monitor.record("database.find", Duration.ofMillis(millis), true);
      monitor.record("other", Duration.ofMillis(millis), millis % 2 == 0);
    }
    request(TestCall.get("/reports/{year}", 200), Duration.ofSeconds(9));

    OperationStats database = monitor.getStats("database.find");
    assertThat(database.slowCount()).isEqualTo(5);
    assertThat(database.verySlowCount()).isEqualTo(3);
    assertThat(monitor.getStats("other").slowCount()).isEqualTo(1);
    assertThat(monitor.getStats("GET /reports/{year}").slowCount()).isZero();
    time.advance(Duration.ofSeconds(1));
    assertThat(monitor.getStats(StatsWindow.ONE_MINUTE))
        .filteredOn(row -> row.operation().equals("database.find"))
        .allMatch(row -> row.slowCount() == 5 && row.verySlowCount() == 3);
  }

  @Test
  void samples_areTheSlowestAndTheLatest_bounded() {
    for (int i = 1; i <= 5_000; i++) {
      monitor.record("batch", Duration.ofSeconds(i % 2 == 0 ? 10_000 - i : 2), true);
    }

    SlowOperations samples = monitor.getSlowOperations();
    assertThat(samples.slowest()).hasSize(100);
    assertThat(samples.latest()).hasSize(100);
    assertThat(samples.slowest())
        .isSortedAccordingTo((a, b) -> b.duration().compareTo(a.duration()));
    assertThat(samples.slowest().get(0).duration()).isEqualTo(Duration.ofSeconds(9_998));
    assertThat(monitor.getStats("batch").slowCount()).isEqualTo(5_000);
    assertThat(droppedEvents()).isGreaterThanOrEqualTo(5_000 - 2 * 1_024);
  }

  @Test
  void listeners_areToldOnTheNextTickOnAThreadOfTheirOwn() {
    request(TestCall.get("/slow", 500), Duration.ofSeconds(2));
    assertThat(told).isEmpty();
    time.advance(Duration.ofSeconds(1));

    await().until(() -> told.size() == 1);
    assertThat(told.get(0).outcome()).isEqualTo(Outcome.ERROR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-" + TRACE,
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-" + TRACE + "-0000000000000000-01",
        "ff-" + TRACE + "-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-" + TRACE + "-00f067aa0ba902b7-01-more",
        "00_" + TRACE + "-00f067aa0ba902b7-01",
        "01-" + TRACE + "-00f067aa0ba902b7-01.more",
        "0g-" + TRACE + "-00f067aa0ba902b7-01"
      })
  void invalidTraceparent_isIgnored(String header) {
    request(TestCall.get("/slow", 200).header("traceparent", header), Duration.ofSeconds(2));
    assertThat(monitor.getSlowOperations().latest().get(0).traceId()).isNull();
  }

  @Test
  void traceparentOfALaterVersion_isReadAsFarAsItIsKnown() {
    String header = "01-" + TRACE + "-00f067aa0ba902b7-01-more";
    request(TestCall.get("/slow", 200).header("traceparent", header), Duration.ofSeconds(2));
    assertThat(monitor.getSlowOperations().latest().get(0).traceId()).isEqualTo(TRACE);
  }

  @Test
  void hostileMetadataAndPaths_areCut() {
    request(TestCall.get("/slow", 200).path("/" + "x".repeat(10_000)), Duration.ofSeconds(2));
    monitor.trackOperation(
        "database.query",
        () -> time.advance(Duration.ofSeconds(1)),
        Map.of("sql", "y".repeat(10_000)));

    List<SlowOperation> latest = monitor.getSlowOperations().latest();
    assertThat(latest.get(0).metadata().get("sql")).hasSize(256);
    assertThat(latest.get(1).path()).hasSize(512);
  }

  private void request(HttpCall call, Duration duration) {
    monitor.http().begin(call);
    time.advance(duration);
    monitor.http().end(call, null);
  }

  private long droppedEvents() {
    return monitor.http().endpoint().read(StatsQuery.DEFAULT).self().droppedEvents();
  }
}
