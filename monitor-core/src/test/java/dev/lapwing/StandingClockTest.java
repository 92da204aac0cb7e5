// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lapwing.stats.IntervalStats;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ticks between which the clock stands still or runs backwards. */
class StandingClockTest {
  private final Clock clock = new Clock();
  private final List<IntervalStats> intervals = new CopyOnWriteArrayList<>();
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder()
          .timeSource(clock)
          .logSlowOperations(false)
          .onInterval(intervals::add)
          .build();

  @AfterEach
  void close() {
    monitor.close();
  }

  @Test
  void everyInterval_isToldOnce() {
    monitor.record("job", Duration.ofMillis(1), true);
    clock.tickAt(1_000);
    clock.tickAt(1_000);
    monitor.record("job", Duration.ofMillis(1), true);
    clock.tickAt(400);
    clock.tickAt(2_000);
    await().until(() -> !intervals.isEmpty() && last().to().equals(Instant.EPOCH.plusSeconds(2)));

    assertThat(intervals).hasSize(2);
    assertThat(intervals)
        .flatExtracting(IntervalStats::operations)
        .extracting(OperationStats::count)
        .containsExactly(1L, 1L);
    assertThat(monitor.getStats(StatsWindow.ONE_MINUTE)).allMatch(row -> row.count() == 2);
  }

  private IntervalStats last() {
    return intervals.get(intervals.size() - 1);
  }

  private static final class Clock implements TimeSource {
    private volatile long millis;
    private Runnable tick = () -> {};

    void tickAt(long newMillis) {
      millis = newMillis;
      tick.run();
    }

    @Override
    public long nanoTime() {
      return millis * 1_000_000;
    }

    @Override
    public Instant now() {
      return Instant.ofEpochMilli(millis);
    }

    @Override
    public Beat every(Duration period, Runnable task) {
      tick = task;
      return () -> {};
    }
  }
}
