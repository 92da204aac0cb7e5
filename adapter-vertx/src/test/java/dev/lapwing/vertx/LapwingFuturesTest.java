// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lapwing.ManualTimeSource;
import dev.lapwing.PerformanceMonitor;
import dev.lapwing.stats.OperationStats;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Futures as calls of an operation. */
class LapwingFuturesTest {
  private final ManualTimeSource time = new ManualTimeSource();
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder().timeSource(time).environment(Map.of()).build();

  @AfterEach
  void close() {
    monitor.close();
  }

  @Test
  void futureIsMeasuredToItsCompletion() {
    Promise<String> answer = Promise.promise();
    Future<String> tracked = LapwingFutures.track(monitor, "remote.user", answer::future);
    assertThat(tracked).isSameAs(answer.future());
    time.advance(Duration.ofMillis(40));
    assertThat(monitor.getStats("remote.user")).isNull();
    answer.complete("user");
    assertThat(monitor.getStats("remote.user"))
        .isNotNull()
        .returns(1L, OperationStats::successCount)
        .returns(40.0, OperationStats::maxDuration);
  }

  @Test
  void failuresAreErrorsAndCancellationsAreAborts() {
    LapwingFutures.track(monitor, "op", () -> Future.failedFuture(new IllegalStateException()));
    LapwingFutures.track(monitor, "op", () -> Future.failedFuture(new CancellationException()));
    LapwingFutures.track(monitor, "op", () -> Future.succeededFuture(null));
    assertThatThrownBy(
            () ->
                LapwingFutures.track(
                    monitor,
                    "op",
                    () -> {
                      throw new IllegalStateException("before it began");
                    }))
        .hasMessage("before it began");
    assertThat(monitor.getStats("op"))
        .isNotNull()
        .returns(4L, OperationStats::count)
        .returns(1L, OperationStats::successCount)
        .returns(2L, OperationStats::errorCount)
        .returns(1L, OperationStats::abortedCount);
  }

  @Test
  void nameThatIsNotAllowedIsRefusedBeforeTheWorkBegins() {
    assertThatThrownBy(
            () ->
                LapwingFutures.track(
                    monitor,
                    " ",
                    () -> {
                      throw new AssertionError("begun");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void futureCompletesInItsOwnContext() {
    Vertx vertx = Vertx.vertx();
    try {
      Context context = vertx.getOrCreateContext();
      Promise<Context> seen = Promise.promise();
      context.runOnContext(
          begun ->
              LapwingFutures.track(
                      monitor, "blocking", () -> vertx.executeBlocking(() -> "done", false))
                  .onSuccess(done -> seen.complete(Vertx.currentContext())));
      assertThat(TestServer.get(seen.future())).isSameAs(context);
      // Both wait for the same future, and either may hear of it first.
      await().until(() -> monitor.getStats("blocking") != null);
      assertThat(monitor.getStats("blocking"))
          .isNotNull()
          .returns(1L, OperationStats::successCount);
    } finally {
      TestServer.get(vertx.close());
    }
  }

  @Test
  void metadataIsShownWithSlowCalls() {
    Promise<String> answer = Promise.promise();
    LapwingFutures.track(monitor, "slow", answer::future, Map.of("table", "users"));
    time.advance(Duration.ofSeconds(10));
    answer.complete("late");
    time.advance(Duration.ofSeconds(1));
    assertThat(monitor.getSlowOperations().slowest())
        .singleElement()
        .satisfies(slow -> assertThat(slow.metadata()).isEqualTo(Map.of("table", "users")));
  }
}
