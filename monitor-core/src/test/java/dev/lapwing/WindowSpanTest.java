// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.http.HttpMonitor;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import dev.lapwing.stats.StatsWindow;
import dev.lapwing.stats.WindowSpan;
import dev.lapwing.window.NaiveHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What documents say of the time that a window covers, and of the requests in flight in it. */
class WindowSpanTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final ManualTimeSource time = new ManualTimeSource(START);
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder()
          .timeSource(time)
          .logSlowOperations(false)
          .lostCallAfter(Duration.ofDays(1))
          .build();
  private final HttpMonitor http = monitor.http();

  @AfterEach
  void close() {
    monitor.close();
  }

  @Test
  void spans_startOutwardAtAStoredStepAndEndAtTheLastTick() {
    time.advance(Duration.ofMillis(7 * 3_600_000 + 427_500));

    assertSpan(StatsWindow.TOTAL, "2026-01-01T00:00:00Z", "2026-01-01T07:07:07.500Z");
    assertSpan(StatsWindow.ONE_MINUTE, "2026-01-01T07:06:07Z", "2026-01-01T07:07:07Z");
    assertSpan(StatsWindow.FIVE_MINUTES, "2026-01-01T07:02:00Z", "2026-01-01T07:07:07Z");
    assertSpan(StatsWindow.FIFTEEN_MINUTES, "2026-01-01T06:52:00Z", "2026-01-01T07:07:07Z");
    assertSpan(StatsWindow.ONE_HOUR, "2026-01-01T06:07:00Z", "2026-01-01T07:07:07Z");
    assertSpan(StatsWindow.SIX_HOURS, "2026-01-01T01:05:00Z", "2026-01-01T07:07:07Z");
  }

  private void assertSpan(StatsWindow window, String from, String to) {
    assertThat(read(window).window())
        .isEqualTo(new WindowSpan(window, Instant.parse(from), Instant.parse(to), true));
  }

  @Test
  void windowLongerThanTheUptime_startsAtTheStartAndIsNotComplete() {
    time.advance(Duration.ofSeconds(299));
    assertThat(read(StatsWindow.ONE_MINUTE).window().complete()).isTrue();
    assertThat(read(StatsWindow.FIVE_MINUTES).window().complete()).isFalse();
    assertThat(read(StatsWindow.FIVE_MINUTES).window().from()).isEqualTo(START);
    assertThat(read(StatsWindow.TOTAL).window().complete()).isTrue();

    time.advance(Duration.ofSeconds(1));
    assertThat(read(StatsWindow.FIVE_MINUTES).window().complete()).isTrue();
    assertThat(read(StatsWindow.ONE_HOUR).window().complete()).isFalse();
  }

  @Test
  void windowThatReachesBehindAClear_startsThereAndIsNotComplete() {
    time.advance(Duration.ofMinutes(20));
    time.advance(Duration.ofMillis(400));
    monitor.clear();
    assertThat(read(StatsWindow.TOTAL).window().from()).isEqualTo(START.plusMillis(1_200_400));
    assertThat(read(StatsWindow.ONE_MINUTE).window().complete()).isFalse();

    time.advance(Duration.ofSeconds(30));
    assertThat(read(StatsWindow.ONE_MINUTE).window())
        .isEqualTo(
            new WindowSpan(
                StatsWindow.ONE_MINUTE,
                START.plusMillis(1_200_400),
                START.plusSeconds(1_230),
                false));
    time.advance(Duration.ofSeconds(31));
    assertThat(read(StatsWindow.ONE_MINUTE).window().complete()).isTrue();
  }

  @Test
  void activeRequestsPeak_isThatOfTheWindow() {
    Random random = new Random(8);
    Deque<TestCall> inFlight = new ArrayDeque<>();
    NaiveHistory naive = new NaiveHistory();
    time.every(Duration.ofSeconds(1), () -> naive.tick(time.nanoTime()));
    for (int i = 0; i < 600; i++) {
      boolean begins = random.nextInt(900) > i;
      for (int change = random.nextInt(4); change > 0; change--) {
        if (begins) {
          inFlight.push(TestCall.get("/a", 200));
          http.begin(inFlight.peek());
          naive.begin();
        } else if (!inFlight.isEmpty()) {
          http.end(inFlight.pop(), null);
          naive.end();
        }
      }
      time.advance(Duration.ofMillis(random.nextInt(8_000)));
      for (StatsWindow window : StatsWindow.values()) {
        StatsDocument document = read(window);
        assertThat(document.activeRequests()).isEqualTo(naive.active());
        assertThat(document.activeRequestsPeak())
            .as("peak of %s", window)
            .isEqualTo(naive.peak(window, time.nanoTime()));
      }
    }
  }

  @Test
  void activeRequestsPeak_countsWhatWasInFlightBeforeAClear() {
    TestCall first = TestCall.get("/a", 200);
    TestCall second = TestCall.get("/a", 200);
    http.begin(first);
    http.begin(second);
    http.end(second, null);
    monitor.clear();

    assertThat(read(StatsWindow.TOTAL).activeRequestsPeak()).isEqualTo(1);
    time.advance(Duration.ofSeconds(1));
    assertThat(read(StatsWindow.ONE_MINUTE).activeRequestsPeak()).isEqualTo(1);
    http.end(first, null);
    time.advance(Duration.ofSeconds(70));
    assertThat(read(StatsWindow.ONE_MINUTE).activeRequestsPeak()).isZero();
    assertThat(read(StatsWindow.TOTAL).activeRequestsPeak()).isEqualTo(1);
  }

  private StatsDocument read(StatsWindow window) {
    StatsQuery all = StatsQuery.DEFAULT;
    return http.endpoint()
        .read(
            new StatsQuery(
                window,
                all.operations(),
                all.kind(),
                all.sort(),
                all.descending(),
                all.limit(),
                all.offset(),
                all.fields(),
                all.pretty()));
  }
}
