// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lapwing.stats.IntervalStats;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations of which only a part is measured, and all is counted. */
class SampleRatioTest {
  private final CountingClock clock = new CountingClock();
  private final List<IntervalStats> intervals = new CopyOnWriteArrayList<>();
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder()
          .timeSource(clock)
          .logSlowOperations(false)
          .sampleRatio("cache.*", 0.1)
          .sampleRatio("cache.hot", 0)
          .onInterval(intervals::add)
          .build();

  @AfterEach
  void close() {
    monitor.close();
  }

  private void call(String name, int times) {
    for (int i = 0; i < times; i++) {
      monitor.trackOperation(name, () -> clock.time.advance(Duration.ofNanos(1_000)));
    }
  }

  private static void fail() {
    throw new IllegalStateException("cache");
  }

  @Test
  void everyCallIsCounted_andAPartIsMeasured() {
    call("cache.get", 10_000);
    for (int i = 0; i < 1_000; i++) {
      assertThatThrownBy(() -> monitor.trackOperation("cache.get", SampleRatioTest::fail))
          .hasMessage("cache");
    }
    OperationStats stats = monitor.getStats("cache.get");
    assertThat(stats.count()).isEqualTo(11_000);
    assertThat(stats.successCount()).isEqualTo(10_000);
    assertThat(stats.errorCount()).isEqualTo(1_000);
    assertThat(stats.errorRate()).isEqualTo(1_000 / 11_000.0);
    // The mean is 1,100 and the standard deviation 32.
    assertThat(stats.sampledCount()).isBetween(900L, 1_300L);
    assertThat(stats.p50()).isBetween(0.00099, 0.00101);
  }

  @Test
  void ratioZero_countsAlone_andTheLastPatternHolds() {
    call("cache.hot", 500);
    OperationStats stats = monitor.getStats("cache.hot");
    assertThat(stats.count()).isEqualTo(500);
    assertThat(stats.sampledCount()).isZero();
    assertThat(stats.p50()).isNull();
    assertThat(stats.maxDuration()).isNull();
    assertThat(stats.apdex()).isNull();
  }

  @Test
  void callThatIsNotMeasured_readsNoClock() {
    call("cache.hot", 1);
    long before = clock.readings.get();
    for (int i = 0; i < 1_000; i++) {
      monitor.trackOperation("cache.hot", () -> {});
    }
    assertThat(clock.readings.get()).isEqualTo(before);
  }

  @Test
  void otherOperations_areMeasuredWhole() {
    call("database.find", 10);
    OperationStats stats = monitor.getStats("database.find");
    assertThat(stats.sampledCount()).isNull();
    assertThat(stats.maxDuration()).isEqualTo(0.001);
  }

  @Test
  void timersAndReadyDurations_areAlwaysMeasured() {
    Timer timer = monitor.startTimer("cache.hot");
    clock.time.advance(Duration.ofMillis(3));
    assertThat(timer.stop()).isEqualTo(Duration.ofMillis(3));
    monitor.record("cache.hot", Duration.ofMillis(5), true);
    OperationStats stats = monitor.getStats("cache.hot");
    assertThat(stats.sampledCount()).isEqualTo(2).isEqualTo(stats.count());
    assertThat(stats.maxDuration()).isEqualTo(5.0);
  }

  @Test
  void asyncCalls_areCountedByHowTheyEnd() {
    CompletableFuture<String> ok = new CompletableFuture<>();
    CompletableFuture<String> failing = new CompletableFuture<>();
    CompletableFuture<String> cancelled = new CompletableFuture<>();
    for (CompletableFuture<String> each : List.of(ok, failing, cancelled)) {
      assertThat(monitor.trackOperationAsync("cache.hot", () -> each)).isSameAs(each);
    }
    assertThat(monitor.getStats("cache.hot")).isNull();
    ok.complete("");
    failing.completeExceptionally(new IllegalStateException());
    cancelled.cancel(false);
    OperationStats stats = monitor.getStats("cache.hot");
    assertThat(stats.successCount()).isEqualTo(1);
    assertThat(stats.errorCount()).isEqualTo(1);
    assertThat(stats.abortedCount()).isEqualTo(1);
  }

  @Test
  void windowsIntervalsAndClears_countTheUnmeasured() {
    call("cache.hot", 7);
    clock.time.advance(Duration.ofSeconds(1));
    call("cache.hot", 5);
    clock.time.advance(Duration.ofSeconds(1));
    await().until(() -> intervals.size() == 2);
    assertThat(intervals)
        .flatExtracting(IntervalStats::operations)
        .extracting(OperationStats::count)
        .containsExactly(7L, 5L);
    assertThat(monitor.getStats(StatsWindow.ONE_MINUTE))
        .singleElement()
        .satisfies(row -> assertThat(row.count()).isEqualTo(12))
        .satisfies(row -> assertThat(row.ratePerSecond()).isEqualTo(6.0))
        .satisfies(row -> assertThat(row.sampledCount()).isZero());

    clock.time.advance(Duration.ofMinutes(30));
    assertThat(monitor.getStats(StatsWindow.ONE_HOUR).get(0).count()).isEqualTo(12);
    assertThat(monitor.getStats(StatsWindow.ONE_MINUTE).get(0).count()).isZero();
    monitor.clear();
    assertThat(monitor.getStats("cache.hot")).isNull();
    call("cache.hot", 3);
    assertThat(monitor.getStats("cache.hot").count()).isEqualTo(3);
  }

  @Test
  void closedMonitor_countsNothing() {
    call("cache.hot", 1);
    monitor.close();
    call("cache.hot", 1);
    assertThat(monitor.getStats("cache.hot").count()).isEqualTo(1);
  }

  @Test
  void httpOperations_areAlwaysMeasured() {
    try (PerformanceMonitor all =
        PerformanceMonitor.builder().timeSource(clock).sampleRatio("*", 0).build()) {
      TestCall.get("/a", 200).runOn(all.http());
      assertThat(all.getStats("GET /a").sampledCount()).isNull();
      assertThat(all.getStats("GET /a").maxDuration()).isNotNull();
    }
  }

  /** Every tick and every answer folds, while four threads count. */
  @Test
  void concurrentCalls_areNeitherLostNorDoubled() throws InterruptedException {
    int calls = 500_000;
    Thread[] writers = new Thread[4];
    for (int i = 0; i < writers.length; i++) {
      writers[i] = new Thread(() -> repeat(calls));
      writers[i].start();
    }
    long seen = 0;
    while (writers[0].isAlive() || writers[1].isAlive()) {
      OperationStats stats = monitor.getStats("cache.busy");
      long count = stats == null ? 0 : stats.count();
      assertThat(count).isBetween(seen, 4L * calls);
      seen = count;
      clock.time.advance(Duration.ofSeconds(1));
    }
    for (Thread writer : writers) {
      writer.join();
    }
    clock.time.advance(Duration.ofSeconds(1));
    OperationStats stats = monitor.getStats("cache.busy");
    assertThat(stats.count()).isEqualTo(4L * calls);
    assertThat(stats.errorCount()).isEqualTo(2L * calls);
    assertThat(stats.sampledCount()).isBetween(198_000L, 202_000L);
  }

  private void repeat(int calls) {
    for (int i = 0; i < calls; i++) {
      CompletableFuture<String> stage =
          i % 2 == 0
              ? CompletableFuture.completedFuture("")
              : CompletableFuture.failedFuture(new IllegalStateException());
      monitor.trackOperationAsync("cache.busy", () -> stage);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -0.1, 1.1, Double.POSITIVE_INFINITY})
  void ratioThatIsNone_isRefused(double ratio) {
    assertThatThrownBy(() -> PerformanceMonitor.builder().sampleRatio("cache.*", ratio))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sampleRatio must be 0 to 1, but was " + ratio);
  }

  @Test
  void environment_setsRatiosByPattern() {
    try (PerformanceMonitor ofEnvironment =
        PerformanceMonitor.builder()
            .environment(Map.of("LAPWING_SAMPLE_RATIO", "a.*=0.5, b = 0"))
            .build()) {
      ofEnvironment.trackOperation("b", () -> {});
      ofEnvironment.trackOperation("c", () -> {});
      assertThat(ofEnvironment.getStats("b").sampledCount()).isZero();
      assertThat(ofEnvironment.getStats("c").sampledCount()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cache.*", "cache.*=", "cache.*=NaN", "cache.*=-1", "=0.5", "a=2", "a=1,"})
  void environmentThatIsNone_isRefused(String text) {
    assertThatThrownBy(
            () ->
                PerformanceMonitor.builder()
                    .environment(Map.of("LAPWING_SAMPLE_RATIO", text))
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("LAPWING_SAMPLE_RATIO: ");
  }

  private static final class CountingClock implements TimeSource {
    final ManualTimeSource time = new ManualTimeSource();
    final AtomicLong readings = new AtomicLong();

    @Override
    public long nanoTime() {
      readings.incrementAndGet();
      return time.nanoTime();
    }

    @Override
    public Instant now() {
      return time.now();
    }

    @Override
    public Beat every(Duration period, Runnable task) {
      return time.every(period, task);
    }
  }
}
