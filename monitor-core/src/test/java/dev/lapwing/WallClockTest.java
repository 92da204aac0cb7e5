// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lapwing.stats.IntervalStats;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What documents and intervals say of the time when the wall clock is not the monotonic one. */
class WallClockTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final ManualTimeSource monotonic = new ManualTimeSource(START);
  private final AtomicLong step = new AtomicLong();
  private final AtomicLong jitter = new AtomicLong();
  private final List<IntervalStats> intervals = new CopyOnWriteArrayList<>();
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder().timeSource(new Clock()).onInterval(intervals::add).build();

  @AfterEach
  void close() {
    monitor.close();
  }

  private StatsDocument document() {
    return monitor.http().endpoint().read(StatsQuery.DEFAULT);
  }

  @Test
  void intervals_followEachOtherWhateverTheWallClockDoes() {
    monotonic.advance(Duration.ofSeconds(2));
    step.set(3_600_000_000_000L);
    monotonic.advance(Duration.ofSeconds(2));
    step.set(-7_000_000_000L);
    monotonic.advance(Duration.ofSeconds(2));
    await().until(() -> intervals.size() == 6);

    for (int i = 1; i < intervals.size(); i++) {
      assertThat(intervals.get(i).from()).isEqualTo(intervals.get(i - 1).to());
    }
    assertThat(intervals.get(3).to()).isEqualTo(START.plusSeconds(4 + 3_600));
    assertThat(intervals.get(5).to()).isEqualTo(START.plusSeconds(6 - 7));
  }

  @Test
  void totalWindow_startsWhenTheMonitorDidThoughTheClocksDriftALittle() {
    jitter.set(4_000);
    monotonic.advance(Duration.ofMinutes(10));

    assertThat(document().window().from())
        .isEqualTo(START)
        .isEqualTo(document().service().startedAt());
    assertThat(document().window().to()).isEqualTo(START.plusSeconds(600));
  }

  @Test
  void wallClockThatWasSet_isFollowedFromTheNextTick() {
    monotonic.advance(Duration.ofSeconds(5));
    step.set(3_600_000_000_000L);
    monotonic.advance(Duration.ofSeconds(1));

    assertThat(document().window().to()).isEqualTo(START.plusSeconds(3_606));
  }

  private final class Clock implements TimeSource {
    @Override
    public long nanoTime() {
      return monotonic.nanoTime();
    }

    @Override
    public Instant now() {
      return monotonic.now().plusNanos(step.get() + jitter.get());
    }

    @Override
    public Beat every(Duration period, Runnable task) {
      return monotonic.every(period, task);
    }
  }
}
