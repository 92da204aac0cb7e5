// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.http.HttpCall;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import dev.lapwing.stats.StatsWindow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScopeAndClearTest {
  private final ManualTimeSource time = new ManualTimeSource();
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder().timeSource(time).logSlowOperations(false).build();

  @AfterEach
  void close() {
    monitor.close();
  }

  @Test
  void scope_prefixesNamesAndSeesOnlyItsOwn() {
    PerformanceMonitor api = monitor.scope("api");
    api.trackOperation("load", () -> 1);
    api.scope("db").record("find", Duration.ofMillis(2), true);
    api.startTimer("timed").stop();
    monitor.record("apix.load", Duration.ofMillis(1), true);
    TestCall.get("/api.users", 200).runOn(monitor.http());

    assertThat(names(api.getStats())).containsExactly("api.db.find", "api.load", "api.timed");
    assertThat(names(api.scope("db").getStats())).containsExactly("api.db.find");
    assertThat(api.getStats("load").count()).isEqualTo(1);
    assertThat(monitor.getStats("api.load").count()).isEqualTo(1);
    assertThat(api.http()).isSameAs(monitor.http());
  }

  @Test
  void closingAScope_doesNothing() {
    PerformanceMonitor api = monitor.scope("api");
    api.close();
    api.record("load", Duration.ofMillis(1), true);
    assertThat(api.getStats("load").count()).isEqualTo(1);
  }

  @Test
  void clearOfAScope_forgetsItsOwnFromTotalsWindowsAndSamples() {
    PerformanceMonitor api = monitor.scope("api");
    api.record("load", Duration.ofSeconds(2), true);
    monitor.record("other", Duration.ofSeconds(2), true);
    time.advance(Duration.ofSeconds(30));

    api.clear();
    time.advance(Duration.ofSeconds(20));
    api.record("load", Duration.ofSeconds(3), true);
    time.advance(Duration.ofSeconds(10));

    OperationStats load = api.getStats("load");
    assertThat(load.count()).isEqualTo(1);
    assertThat(load.maxDuration()).isEqualTo(3_000);
    assertThat(load.slowCount()).isEqualTo(1);
    assertThat(load.ratePerSecond()).isEqualTo(1.0 / 30);
    assertThat(api.getSlowOperations().slowest()).hasSize(1);
    assertThat(monitor.getSlowOperations().slowest()).hasSize(2);
    for (StatsWindow window : StatsWindow.values()) {
      assertThat(monitor.getStats(window))
          .as(window.text())
          .extracting(OperationStats::count)
          .containsExactly(1L, 1L);
    }
  }

  @Test
  void clear_zeroesNumbersHistoryAndSamples_andCallsInFlightCountWhenTheyEnd() {
    HttpCall inFlight = TestCall.get("/long", 200);
    monitor.http().begin(inFlight);
    monitor.record("work", Duration.ofSeconds(7), true);
    time.advance(Duration.ofSeconds(90));

    monitor.clear();
    assertThat(monitor.getStats()).isEmpty();
    assertThat(monitor.getStats(StatsWindow.FIVE_MINUTES)).isEmpty();
    assertThat(monitor.getSlowOperations().slowest()).isEmpty();
    assertThat(monitor.getSlowOperations().latest()).isEmpty();
    assertThat(document().activeRequests()).isEqualTo(1);

    time.advance(Duration.ofSeconds(5));
    monitor.http().end(inFlight, null);
    time.advance(Duration.ofSeconds(5));
    OperationStats stats = monitor.getStats("GET /long");
    assertThat(stats.count()).isEqualTo(1);
    assertThat(stats.ratePerSecond()).isEqualTo(0.1);
    assertThat(monitor.getStats(StatsWindow.FIVE_MINUTES)).hasSize(1);
    assertThat(document().window().from()).isEqualTo("2026-01-01T00:01:30Z");
    assertThat(document().self().calls()).isEqualTo(2);
  }

  private StatsDocument document() {
    return monitor.http().endpoint().read(StatsQuery.DEFAULT);
  }

  private static List<String> names(List<OperationStats> rows) {
    return rows.stream().map(OperationStats::operation).toList();
  }
}
