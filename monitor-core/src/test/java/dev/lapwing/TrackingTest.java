// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrackingTest {
  private final ManualTimeSource time = new ManualTimeSource();
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder().timeSource(time).logSlowOperations(false).build();

  @AfterEach
  void close() {
    monitor.close();
  }

  @Test
  void trackedWork_isTimedAndItsResultReturned() {
    String user = monitor.trackOperation("user.load", () -> takes(12, "Ada"), Map.of("id", "7"));

    assertThat(user).isEqualTo("Ada");
    OperationStats stats = monitor.getStats("user.load");
    assertThat(stats.count()).isEqualTo(1);
    assertThat(stats.successCount()).isEqualTo(1);
    assertThat(stats.maxDuration()).isEqualTo(12);
    assertThat(stats.statuses()).isEmpty();
  }

  @Test
  void checkedException_passesThroughUnchangedAndCountsAsError() {
    IOException failure = new IOException("disk");

    assertThatThrownBy(() -> monitor.trackOperation("file.read", () -> failing(failure)))
        .isSameAs(failure);
    assertThat(monitor.getStats("file.read").errorCount()).isEqualTo(1);
    assertThat(monitor.getStats("file.read").errorRate()).isEqualTo(1);
  }

  @Test
  void errorsThatAreNotExceptions_areCountedToo() {
    assertThatThrownBy(
            () ->
                monitor.trackOperation(
                    "deep",
                    () -> {
                      throw new StackOverflowError("deep");
                    }))
        .isInstanceOf(StackOverflowError.class);
    assertThat(monitor.getStats("deep").errorCount()).isEqualTo(1);
  }

  @Test
  void runnablesAndCallables_areTrackedToo() throws Exception {
    Runnable runnable = () -> time.advance(Duration.ofMillis(3));
    Callable<Integer> callable = () -> 42;

    monitor.trackOperation("run", runnable);
    monitor.trackOperation("run", runnable, Map.of("a", "b"));
    assertThat(monitor.trackOperation("call", callable)).isEqualTo(42);

    assertThat(monitor.getStats("run").count()).isEqualTo(2);
    assertThat(monitor.getStats("call").count()).isEqualTo(1);
  }

  @Test
  void stage_endsTheCallWhenItCompletesFailsOrIsCancelled() {
    CompletableFuture<String> completes = new CompletableFuture<>();
    CompletableFuture<String> fails = new CompletableFuture<>();
    CompletableFuture<String> cancelled = new CompletableFuture<>();
    assertThat(monitor.trackOperationAsync("remote", () -> completes)).isSameAs(completes);
    monitor.trackOperationAsync("remote", () -> fails);
    monitor.trackOperationAsync("remote", () -> cancelled);
    assertThat(monitor.getStats("remote")).isNull();

    time.advance(Duration.ofMillis(40));
    completes.complete("done");
    fails.completeExceptionally(new IOException("reset"));
    cancelled.cancel(true);

    OperationStats stats = monitor.getStats("remote");
    assertThat(stats.successCount()).isEqualTo(1);
    assertThat(stats.errorCount()).isEqualTo(1);
    assertThat(stats.abortedCount()).isEqualTo(1);
    assertThat(stats.maxDuration()).isEqualTo(40);
    assertThat(stats.abortedMax()).isEqualTo(40);
  }

  @Test
  void supplierThatThrows_countsAsErrorAndPassesThrough() {
    assertThatThrownBy(
            () ->
                monitor.<CompletableFuture<String>>trackOperationAsync(
                    "remote",
                    () -> {
                      throw new IllegalStateException("closed");
                    }))
        .hasMessage("closed");
    assertThat(monitor.getStats("remote").errorCount()).isEqualTo(1);
  }

  @Test
  void timer_recordsOnlyTheFirstStop() {
    Timer timer = monitor.startTimer("import.batch");
    time.advance(Duration.ofMillis(5));
    assertThat(timer.elapsed()).isEqualTo(Duration.ofMillis(5));
    assertThat(timer.stop(Outcome.ERROR)).isEqualTo(Duration.ofMillis(5));

    time.advance(Duration.ofMillis(5));
    assertThat(timer.stop()).isEqualTo(Duration.ofMillis(5));
    assertThat(timer.elapsed()).isEqualTo(Duration.ofMillis(5));

    OperationStats stats = monitor.getStats("import.batch");
    assertThat(stats.count()).isEqualTo(1);
    assertThat(stats.errorCount()).isEqualTo(1);
  }

  @Test
  void stageThatFollowsACancelledOne_isAbortedToo() {
    CompletableFuture<String> cancelled = new CompletableFuture<>();
    monitor.trackOperationAsync("remote", () -> cancelled.thenApply(String::length));
    cancelled.cancel(true);

    assertThat(monitor.getStats("remote").abortedCount()).isEqualTo(1);
  }

  @Test
  void timerThatIsNotToldTheOutcome_refusesToStop() {
    Timer timer = monitor.startTimer("import.batch");

    assertThatThrownBy(() -> timer.stop(null)).hasMessage("outcome == null");
    timer.stop();
    assertThat(monitor.getStats("import.batch").successCount()).isEqualTo(1);
  }

  @Test
  void durationsMeasuredElsewhere_areRecorded() {
    monitor.record("external", Duration.ofMillis(12), true);
    monitor.record("external", Duration.ofMillis(24), false);

    OperationStats stats = monitor.getStats("external");
    assertThat(stats.count()).isEqualTo(2);
    assertThat(stats.errorCount()).isEqualTo(1);
    assertThat(stats.maxDuration()).isEqualTo(24);
  }

  @Test
  void durationsOverTheRange_goToTheLastBucketAndKeepTheirMaximum() {
    monitor.record("epochal", Duration.ofDays(400 * 365L), true);
    monitor.record("long", Duration.ofHours(5), true);

    assertThat(monitor.getStats("long").maxDuration()).isEqualTo(5 * 3_600_000);
    assertThat(monitor.getStats("epochal").maxDuration()).isGreaterThan(9e12);
  }

  @Test
  void closedMonitor_runsWorkAndRecordsNothing() throws Exception {
    Timer before = monitor.startTimer("late");
    monitor.trackOperation("early", () -> 1);
    monitor.close();

    assertThat(monitor.trackOperation("late", () -> 2)).isEqualTo(2);
    assertThat(before.stop()).isNotNull();
    monitor.record("late", Duration.ofMillis(1), true);

    assertThat(monitor.getStats("late")).isNull();
    assertThat(monitor.getStats("early").count()).isEqualTo(1);
    monitor.close();
  }

  @Test
  void disabledMonitor_recordsNothing() {
    try (PerformanceMonitor disabled = PerformanceMonitor.builder().enabled(false).build()) {
      assertThat(disabled.trackOperation("work", () -> "done")).isEqualTo("done");
      disabled.startTimer("work").stop();
      assertThatThrownBy(() -> disabled.trackOperation(" ", () -> "done"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(disabled.getStats()).isEmpty();
    }
  }

  private <T> T takes(long millis, T result) {
    time.advance(Duration.ofMillis(millis));
    return result;
  }

  private static String failing(IOException failure) throws IOException {
    throw failure;
  }
}
