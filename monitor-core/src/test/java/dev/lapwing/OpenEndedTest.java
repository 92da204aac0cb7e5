// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.http.HttpMonitor;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses that have no end of their own, and those that only look like it. */
class OpenEndedTest {
  private final ManualTimeSource time = new ManualTimeSource();
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder()
          .timeSource(time)
          .logSlowOperations(false)
          .lostCallAfter(Duration.ofMinutes(1))
          .build();
  private final HttpMonitor http = monitor.http();

  @AfterEach
  void close() {
    monitor.close();
  }

  private static TestCall events(int status) {
    return TestCall.get("/events", status).contentType("text/event-stream");
  }

  private OperationStats row() {
    return monitor.getStats("GET /events");
  }

  private StatsDocument document() {
    return http.endpoint().read(StatsQuery.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({"500, 1, 0", "503, 1, 0", "401, 0, 1", "302, 0, 0", "0, 1, 0"})
  void eventStreamThatIsRefused_isNoStream(int status, long errors, long clientErrors) {
    TestCall call = events(status);
    http.begin(call);
    http.firstByte(call);
    assertThat(document().streams().open()).isZero();
    http.end(call, null);

    assertThat(row().count()).isEqualTo(1);
    assertThat(row().errorCount()).isEqualTo(errors);
    assertThat(row().clientErrorCount()).isEqualTo(clientErrors);
    assertThat(document().streams().ended()).isZero();
  }

  /** What comes after its handshake is no HTTP any more, and not every server tells of its end. */
  @Test
  void upgrade_isOverAtItsHandshake() {
    TestCall call = events(101);
    http.begin(call);
    time.advance(Duration.ofMillis(2));
    http.firstByte(call);
    assertThat(document().activeRequests()).isZero();
    assertThat(document().streams().open()).isZero();
    time.advance(Duration.ofHours(1));
    http.end(call, null);

    assertThat(row().statuses()).containsOnly(Map.entry("101", 1L));
    assertThat(row().maxDuration()).isEqualTo(2.0);
    assertThat(document().streams().ended()).isZero();
  }

  @Test
  void headThatComesAfterTheCallWasLost_isRecordedWithTheTimeToTheHead() {
    TestCall call = events(200);
    http.begin(call);
    time.advance(Duration.ofSeconds(90));
    assertThat(document().self().lostCalls()).isEqualTo(1);
    http.firstByte(call);
    time.advance(Duration.ofHours(1));
    http.end(call, null);

    assertThat(row().statuses()).containsOnly(Map.entry("200", 1L));
    assertThat(row().maxDuration()).isEqualTo(90_000.0);
    assertThat(document().activeRequests()).isZero();
    assertThat(document().streams().open()).isZero();
  }

  @Test
  void streamThatIsDiscarded_isOpenNoMore() {
    TestCall call = events(200);
    http.begin(call);
    http.firstByte(call);
    assertThat(document().streams().open()).isEqualTo(1);
    http.discard(call);

    assertThat(document().streams().open()).isZero();
    assertThat(document().activeRequests()).isZero();
  }
}
