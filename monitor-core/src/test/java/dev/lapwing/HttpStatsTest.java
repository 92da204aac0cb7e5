// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.http.HttpMonitor;
import dev.lapwing.stats.OperationStats;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The numbers of HTTP operations by their definitions. */
class HttpStatsTest {
  private static final String ORDERS = "GET /orders";

  private final ManualTimeSource time = new ManualTimeSource();
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder()
          .timeSource(time)
          .logSlowOperations(false)
          .slowOperationThreshold(Duration.ofMillis(100))
          .verySlowOperationThreshold(Duration.ofMillis(400))
          .operationThresholds("GET /reports/*", Duration.ofSeconds(2), Duration.ofSeconds(4))
          .operationThresholds("GET /reports/daily*", Duration.ofSeconds(3), Duration.ofSeconds(3))
          .apdexThreshold(Duration.ofMillis(200))
          .build();
  private final HttpMonitor http = monitor.http();

  @AfterEach
  void close() {
    monitor.close();
  }

  @Test
  void outcomes_addUpToTheCount() {
    call("/orders", 200, 10);
    call("/orders", 201, 10);
    call("/orders", 304, 10);
    call("/orders", 404, 10);
    call("/orders", 499, 10);
    call("/orders", 500, 10);
    call("/orders", 503, 10);
    call("/orders", 0, 10);
    failing("/orders", 200, 10);
    aborted("/orders", 200, 10);
    aborted("/orders", 404, 10);

    OperationStats stats = monitor.getStats(ORDERS);
    assertThat(stats.count()).isEqualTo(11);
    assertThat(stats.successCount()).isEqualTo(5);
    assertThat(stats.errorCount()).isEqualTo(4);
    assertThat(stats.abortedCount()).isEqualTo(2);
    assertThat(stats.clientErrorCount()).isEqualTo(2);
    assertThat(stats.errorRate()).isEqualTo(4.0 / 11);
    assertThat(stats.statuses())
        .isEqualTo(
            Map.of(
                "200", 2L, "201", 1L, "304", 1L, "404", 1L, "499", 1L, "500", 1L, "503", 1L, "0",
                1L, "aborted", 2L));
  }

  @Test
  void clientErrors_arePartOfTheSuccesses_soAFailureBehindA404IsNone() {
    failing("/orders", 404, 10);
    call("/orders", 404, 10);

    OperationStats stats = monitor.getStats(ORDERS);
    assertThat(stats.successCount()).isEqualTo(1);
    assertThat(stats.errorCount()).isEqualTo(1);
    assertThat(stats.clientErrorCount()).isEqualTo(1);
    assertThat(stats.statuses()).isEqualTo(Map.of("404", 2L));
  }

  @Test
  void abortedCalls_haveDurationsOfTheirOwn() {
    call("/orders", 200, 10);
    call("/orders", 500, 20);
    aborted("/orders", 200, 30_000);
    aborted("/orders", 0, 1);

    OperationStats stats = monitor.getStats(ORDERS);
    assertThat(stats.maxDuration()).isEqualTo(20);
    assertThat(stats.p999()).isEqualTo(20);
    assertThat(stats.minDuration()).isBetween(9.9, 10.1);
    assertThat(stats.avgDuration()).isBetween(14.8, 15.2);
    assertThat(stats.abortedMax()).isEqualTo(30_000);
    assertThat(stats.abortedP99()).isEqualTo(30_000);
    assertThat(stats.slowCount()).isEqualTo(1);
    assertThat(stats.verySlowCount()).isEqualTo(1);
    assertThat(stats.apdex()).isEqualTo(0.5);
  }

  @Test
  void operationThatWasOnlyAborted_hasNoDurationsAndNoApdex() {
    aborted("/orders", 200, 30);

    OperationStats stats = monitor.getStats(ORDERS);
    assertThat(stats.count()).isEqualTo(1);
    assertThat(stats.errorRate()).isZero();
    assertThat(stats.p99()).isNull();
    assertThat(stats.maxDuration()).isNull();
    assertThat(stats.apdex()).isNull();
    assertThat(stats.abortedMax()).isEqualTo(30);
  }

  @Test
  void slowCounts_areOfCallsAtOrOverTheThresholds() {
    for (long micros : new long[] {99_999, 100_000, 399_999, 400_000, 400_001}) {
      callMicros("/orders", 200, micros);
    }
    assertSlow(ORDERS, 4, 2);
  }

  @Test
  void slowCounts_followTheLastPatternThatMatches() {
    for (String route : new String[] {"/reports/x", "/reports/daily", "/reports", "/other"}) {
      for (long millis : new long[] {50, 100, 400, 1_999, 2_000, 2_999, 3_000, 4_000}) {
        call(route, 200, millis);
      }
    }

    assertSlow("GET /reports/x", 4, 1);
    assertSlow("GET /reports/daily", 2, 2);
    assertSlow("GET /reports", 7, 6);
    assertSlow("GET /other", 7, 6);
  }

  @Test
  void apdex_isSatisfiedUpToTheThresholdsBucketAndToleratingUpToFourTimesIt() {
    call("/orders", 200, 1);
    call("/orders", 200, 200);
    call("/orders", 404, 200);
    callMicros("/orders", 200, 200_001);
    assertThat(monitor.getStats(ORDERS).apdex()).isEqualTo(1);

    callMicros("/orders", 200, 204_000);
    call("/orders", 200, 800);
    assertThat(monitor.getStats(ORDERS).apdex()).isEqualTo((4 + 2 * 0.5) / 6);

    call("/orders", 200, 820);
    call("/orders", 500, 1);
    assertThat(monitor.getStats(ORDERS).apdex()).isEqualTo((4 + 2 * 0.5) / 8);
  }

  private void assertSlow(String operation, long slow, long verySlow) {
    OperationStats stats = monitor.getStats(operation);
    assertThat(stats.slowCount()).as("slow of %s", operation).isEqualTo(slow);
    assertThat(stats.verySlowCount()).as("very slow of %s", operation).isEqualTo(verySlow);
  }

  private void call(String route, int status, long millis) {
    callMicros(route, status, millis * 1_000);
  }

  private void callMicros(String route, int status, long micros) {
    end(TestCall.get(route, status), micros, null);
  }

  private void failing(String route, int status, long millis) {
    end(TestCall.get(route, status), millis * 1_000, new IOException("escaped"));
  }

  private void end(TestCall call, long micros, @Nullable Throwable failure) {
    http.begin(call);
    time.advance(Duration.ofNanos(micros * 1_000));
    http.end(call, failure);
  }

  private void aborted(String route, int status, long millis) {
    TestCall call = TestCall.get(route, status);
    http.begin(call);
    time.advance(Duration.ofMillis(millis));
    http.abort(call);
  }
}
