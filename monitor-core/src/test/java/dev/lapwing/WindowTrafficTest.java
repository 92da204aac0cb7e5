// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.stats.DurationShape;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsWindow;
import dev.lapwing.window.NaiveHistory;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hours of traffic through the door, against a history that keeps every call. */
class WindowTrafficTest {
  private static final List<String> OPERATIONS =
      List.of("api.read", "api.write", "api.v2.read", "apis", "db.query");

  private final ManualTimeSource time = new ManualTimeSource();
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder()
          .timeSource(time)
          .slowOperationThreshold(NaiveHistory.SLOW)
          .verySlowOperationThreshold(NaiveHistory.VERY_SLOW)
          .apdexThreshold(NaiveHistory.APDEX)
          .logSlowOperations(false)
          .build();
  private final PerformanceMonitor api = monitor.scope("api");
  private final NaiveHistory naive = new NaiveHistory();

  WindowTrafficTest() {
    time.every(Duration.ofSeconds(1), () -> naive.tick(time.nanoTime()));
  }

  @AfterEach
  void close() {
    monitor.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyWindow_equalsTheNaiveHistoryAtEveryMoment(long seed) {
    Random random = new Random(seed);
    for (int minute = 0; minute < 100; minute++) {
      boolean idle = random.nextInt(6) == 0;
      int moments = 1 + random.nextInt(40);
      for (int i = 0; i < moments; i++) {
        repeat(idle ? 0 : random.nextInt(6), () -> call(random));
        time.advance(Duration.ofNanos(random.nextInt(2_000_000_000)));
      }
      assertWindowsEqual();
    }
  }

  @Test
  void quietHours_leaveLongWindowsAsTheyWere() {
    Random random = new Random(5);
    for (int hour = 0; hour < 8; hour++) {
      repeat(20, () -> call(random));
      time.advance(Duration.ofMinutes(55).plusMillis(hour));
      assertWindowsEqual();
    }
  }

  @Test
  void clearInTheMiddle_forgetsEverythingBeforeIt() {
    Random random = new Random(6);
    traffic(400, random);
    time.advance(Duration.ofMillis(300));
    repeat(9, () -> call(random));

    monitor.clear();
    naive.clear(time.nanoTime());
    assertThat(monitor.getStats()).isEmpty();
    for (StatsWindow window : StatsWindow.values()) {
      assertThat(monitor.getStats(window)).as("%s", window).isEmpty();
    }
    repeat(2, () -> trafficAndCheck(250, random));
  }

  @Test
  void scopeClearInTheMiddle_forgetsItsOwnOperationsAlone() {
    Random random = new Random(7);
    traffic(700, random);
    time.advance(Duration.ofMillis(1_700));
    repeat(9, () -> call(random));
    List<OperationStats> before = monitor.getStats();

    api.clear();
    naive.clear(each -> each.startsWith("api."), time.nanoTime());

    assertThat(api.getStats()).isEmpty();
    assertThat(api.getStats(StatsWindow.ONE_HOUR)).isEmpty();
    assertThat(monitor.getStats())
        .isEqualTo(before.stream().filter(row -> !row.operation().startsWith("api.")).toList());
    assertWindowsEqual();
    repeat(5, () -> trafficAndCheck(150, random));
    time.advance(Duration.ofMinutes(70));
    assertWindowsEqual();
  }

  @Test
  void idleWindow_hasCountZeroAndNoDurations() {
    monitor.record("job", Duration.ofMillis(5), true);
    time.advance(Duration.ofMinutes(4));

    assertThat(monitor.getStats(StatsWindow.ONE_MINUTE))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.operation()).isEqualTo("job");
              assertThat(row.count()).isZero();
              assertThat(row.ratePerSecond()).isZero();
              assertThat(row.errorRate()).isNull();
              assertThat(row.apdex()).isNull();
              assertThat(
                      new Double[] {
                        row.avgDuration(),
                        row.minDuration(),
                        row.maxDuration(),
                        row.p50(),
                        row.p75(),
                        row.p90(),
                        row.p95(),
                        row.p99(),
                        row.p999()
                      })
                  .containsOnlyNulls();
            });
    assertThat(monitor.getStats(StatsWindow.FIVE_MINUTES)).allMatch(row -> row.count() == 1);
  }

  @Test
  void rates_areOverTheTimeThatWasMeasured() {
    repeat(30, () -> monitor.record("job", Duration.ofMillis(5), true));
    time.advance(Duration.ofMillis(10_500));

    assertThat(monitor.getStats("job").ratePerSecond()).isEqualTo(30 / 10.5);
    assertThat(rateIn(StatsWindow.ONE_MINUTE)).isEqualTo(3);
    time.advance(Duration.ofMillis(284_500));
    assertThat(rateIn(StatsWindow.FIVE_MINUTES)).isEqualTo(30 / 295.0);
    time.advance(Duration.ofSeconds(12));
    assertThat(rateIn(StatsWindow.FIVE_MINUTES))
        .as("from 0, as 7 is no stored step")
        .isEqualTo(30 / 307.0);
  }

  @Test
  void windows_endAtTheLastTickAndTheTotalNow() {
    monitor.record("job", Duration.ofMillis(5), true);
    time.advance(Duration.ofMillis(999));
    assertThat(monitor.getStats(StatsWindow.ONE_MINUTE)).isEmpty();
    assertThat(monitor.getStats("job").count()).isEqualTo(1);

    time.advance(Duration.ofMillis(1));
    assertThat(monitor.getStats(StatsWindow.ONE_MINUTE)).allMatch(row -> row.count() == 1);
  }

  private double rateIn(StatsWindow window) {
    return monitor.getStats(window).get(0).ratePerSecond();
  }

  private void trafficAndCheck(int seconds, Random random) {
    traffic(seconds, random);
    assertWindowsEqual();
  }

  private void traffic(int seconds, Random random) {
    for (int i = 0; i < seconds; i++) {
      repeat(random.nextInt(4), () -> call(random));
      time.advance(Duration.ofSeconds(1));
    }
  }

  private void call(Random random) {
    String operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
    long nanos = DurationShape.MIXED.draw(random);
    boolean success = random.nextInt(8) > 0;
    naive.call(operation, success, nanos);
    monitor.record(operation, Duration.ofNanos(nanos), success);
  }

  private static void repeat(int times, Runnable action) {
    for (int i = 0; i < times; i++) {
      action.run();
    }
  }

  private void assertWindowsEqual() {
    long now = time.nanoTime();
    assertThat(monitor.getStats()).as("total").isEqualTo(naive.rows(StatsWindow.TOTAL, now));
    for (StatsWindow window : StatsWindow.values()) {
      List<OperationStats> expected = naive.rows(window, now);
      assertThat(monitor.getStats(window)).as("%s", window).isEqualTo(expected);
      assertThat(api.getStats(window))
          .as("%s of the scope", window)
          .isEqualTo(expected.stream().filter(row -> row.operation().startsWith("api.")).toList());
    }
  }
}
