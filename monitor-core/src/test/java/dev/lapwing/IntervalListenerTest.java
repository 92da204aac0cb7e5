// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lapwing.http.HttpMonitor;
import dev.lapwing.stats.DurationShape;
import dev.lapwing.stats.IntervalStats;
import dev.lapwing.stats.OperationStats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What listeners of intervals see adds up to the totals. */
class IntervalListenerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Fewer than a listener's queue holds. */
  private static final int TICKS_AT_ONCE = 500;

  private final Random random = new Random(42);
  private final ManualTimeSource time = new ManualTimeSource();
  private final List<IntervalStats> intervals = new CopyOnWriteArrayList<>();
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder()
          .timeSource(time)
          .logSlowOperations(false)
          .historyMemory(1 << 20)
          .maxInternalOperations(2_000)
          .onInterval(intervals::add)
          .build();

  @AfterEach
  void close() {
    monitor.close();
  }

  @Test
  void intervals_addUpToTheTotalsAfterTheLastTick() {
    for (int tick = 1; tick <= 2_000; tick++) {
      for (int i = random.nextInt(5); i > 0; i--) {
        long nanos = DurationShape.LOG_NORMAL.draw(random) * (random.nextInt(50) == 0 ? 500 : 1);
        monitor.record("op." + random.nextInt(7), Duration.ofNanos(nanos), random.nextInt(9) > 0);
      }
      time.advance(SECOND);
      if (tick % TICKS_AT_ONCE == 0) {
        awaitIntervals(tick);
      }
    }

    List<OperationStats> totals = monitor.getStats();
    assertThat(totals).hasSize(7);
    for (OperationStats total : totals) {
      assertThat(sumOf(total.operation(), OperationStats::count)).isEqualTo(total.count());
      assertThat(sumOf(total.operation(), OperationStats::errorCount))
          .isEqualTo(total.errorCount());
      assertThat(sumOf(total.operation(), OperationStats::slowCount)).isEqualTo(total.slowCount());
      assertThat(sumOf(total.operation(), OperationStats::verySlowCount))
          .isEqualTo(total.verySlowCount());
      assertThat(rowsOf(total.operation()).stream().mapToDouble(OperationStats::maxDuration).max())
          .hasValue(total.maxDuration());
    }
    assertThat(totals.stream().mapToLong(OperationStats::slowCount).sum()).isPositive();
  }

  @Test
  void intervals_followEachOtherAndHoldOnlyWhatWasCalled() {
    monitor.record("early", Duration.ofMillis(1), true);
    time.advance(Duration.ofSeconds(3));
    monitor.record("late", Duration.ofMillis(1), true);
    time.advance(SECOND);
    awaitIntervals(4);

    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < 4; i++) {
      assertThat(intervals.get(i).from()).isEqualTo(start.plusSeconds(i));
      assertThat(intervals.get(i).to()).isEqualTo(start.plusSeconds(i + 1));
    }
    assertThat(namesOf(intervals.get(0))).containsExactly("early");
    assertThat(namesOf(intervals.get(1))).isEmpty();
    assertThat(namesOf(intervals.get(2))).isEmpty();
    assertThat(namesOf(intervals.get(3))).containsExactly("late");
  }

  @Test
  void activeRequestsPeak_isTheMostAtOneMomentOfTheInterval() {
    HttpMonitor http = monitor.http();
    TestCall first = TestCall.get("/a", 200);
    TestCall second = TestCall.get("/a", 200);
    TestCall third = TestCall.get("/a", 200);
    http.begin(first);
    http.begin(second);
    http.end(second, null);
    http.begin(third);
    time.advance(SECOND);
    http.abort(first);
    time.advance(SECOND);
    http.discard(third);
    time.advance(Duration.ofSeconds(2));
    TestCall.get("/a", 200).runOn(http);
    time.advance(SECOND);
    awaitIntervals(5);

    assertThat(intervals)
        .extracting(IntervalStats::activeRequestsPeak)
        .containsExactly(2, 2, 1, 0, 1);
  }

  @Test
  void intervalThatIsTooBigForTheHistory_isToldAllTheSame() {
    for (int operation = 0; operation < 1_500; operation++) {
      for (int i = 0; i < 1_000; i++) {
        long nanos = DurationShape.BUCKET_EDGES.draw(random);
        monitor.record("op." + operation, Duration.ofNanos(nanos), true);
      }
    }
    time.advance(SECOND);
    awaitIntervals(1);

    assertThat(intervals.get(0).operations()).hasSize(1_500).allMatch(row -> row.count() == 1_000);
    assertThat(intervals.get(0).from()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
  }

  private void awaitIntervals(int count) {
    await().until(() -> intervals.size() == count);
  }

  private List<OperationStats> rowsOf(String operation) {
    return intervals.stream()
        .flatMap(interval -> interval.operations().stream())
        .filter(row -> row.operation().equals(operation))
        .toList();
  }

  private long sumOf(String operation, ToLongFunction<OperationStats> number) {
    return rowsOf(operation).stream().mapToLong(number).sum();
  }

  private static List<String> namesOf(IntervalStats interval) {
    return interval.operations().stream().map(OperationStats::operation).toList();
  }
}
