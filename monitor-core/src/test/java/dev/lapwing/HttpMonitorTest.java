// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.http.HttpCall;
import dev.lapwing.http.HttpMonitor;
import dev.lapwing.http.RouteTemplate;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import dev.lapwing.stats.StatsWindow;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpMonitorTest {
  private final ManualTimeSource time = new ManualTimeSource();
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder()
          .timeSource(time)
          .logSlowOperations(false)
          .ignore("/health", "/internal/**")
          .build();
  private final HttpMonitor http = monitor.http();

  @AfterEach
  void close() {
    monitor.close();
  }

  @Test
  void call_isRecordedByRouteAndStatus() {
    HttpCall call = TestCall.get("/users/{id}", 200);
    http.begin(call);
    assertThat(document().activeRequests()).isEqualTo(1);
    time.advance(Duration.ofMillis(20));
    http.end(call, null);

    OperationStats stats = monitor.getStats("GET /users/{id}");
    assertThat(stats.count()).isEqualTo(1);
    assertThat(stats.maxDuration()).isEqualTo(20);
    assertThat(stats.statuses()).containsExactly(Map.entry("200", 1L));
    assertThat(document().activeRequests()).isZero();
  }

  @Test
  void firstEndWins_laterOnesDoNothing() {
    HttpCall call = TestCall.get("/once", 200);
    http.begin(call);
    http.end(call, null);
    http.end(call, new IllegalStateException());
    http.abort(call);
    http.discard(call);

    OperationStats stats = monitor.getStats("GET /once");
    assertThat(stats.count()).isEqualTo(1);
    assertThat(stats.successCount()).isEqualTo(1);
    assertThat(document().activeRequests()).isZero();
  }

  @Test
  void clientErrors_areSuccessesThatAreCountedBesides() {
    TestCall.get("/a", 404).runOn(http);
    TestCall.get("/a", 200).runOn(http);

    OperationStats stats = monitor.getStats("GET /a");
    assertThat(stats.successCount()).isEqualTo(2);
    assertThat(stats.clientErrorCount()).isEqualTo(1);
    assertThat(stats.errorRate()).isZero();
  }

  @Test
  void serverErrorsAndEscapedFailures_areErrors() {
    TestCall.get("/a", 503).runOn(http);
    HttpCall afterCommit = TestCall.get("/a", 200);
    http.begin(afterCommit);
    http.end(afterCommit, new IOException("boom"));
    TestCall.get("/a", 0).runOn(http);

    OperationStats stats = monitor.getStats("GET /a");
    assertThat(stats.errorCount()).isEqualTo(3);
    assertThat(stats.statuses())
        .containsEntry("503", 1L)
        .containsEntry("200", 1L)
        .containsEntry("0", 1L);
  }

  @Test
  void abortedCalls_areKeptApart() {
    TestCall.get("/a", 200).runOn(http);
    HttpCall aborted = TestCall.get("/a", 200);
    http.begin(aborted);
    time.advance(Duration.ofSeconds(3));
    http.abort(aborted);

    OperationStats stats = monitor.getStats("GET /a");
    assertThat(stats.count()).isEqualTo(2);
    assertThat(stats.abortedCount()).isEqualTo(1);
    assertThat(stats.abortedMax()).isEqualTo(3_000);
    assertThat(stats.maxDuration()).isZero();
    assertThat(stats.slowCount()).isEqualTo(1);
    assertThat(stats.statuses()).containsEntry("aborted", 1L).containsEntry("200", 1L);
  }

  @Test
  void routes_areOneSpelling_andReservedWhenNothingMatched() {
    TestCall.get("/users/:id/", 200).runOn(http);
    TestCall.get("", 404).runOn(http);
    TestCall.get(null, 404).runOn(http);
    TestCall.get(RouteTemplate.STATIC, 404).runOn(http);

    assertThat(monitor.getStats())
        .extracting(OperationStats::operation)
        .containsExactly("GET (static)", "GET (unmatched)", "GET /users/{id}");
    assertThat(monitor.getStats("GET (unmatched)").count()).isEqualTo(2);
  }

  @Test
  void openEndedResponse_isRecordedAtItsHead() {
    HttpCall call = TestCall.get("/events", 200).contentType("Text/Event-Stream;charset=UTF-8");
    http.begin(call);
    time.advance(Duration.ofMillis(8));
    http.firstByte(call);
    assertThat(monitor.getStats("GET /events").maxDuration()).isEqualTo(8);
    assertThat(document().streams().open()).isEqualTo(1);
    assertThat(document().activeRequests()).isEqualTo(1);

    time.advance(Duration.ofHours(1));
    http.abort(call);

    StatsDocument document = document();
    assertThat(monitor.getStats("GET /events").count()).isEqualTo(1);
    assertThat(monitor.getStats("GET /events").abortedCount()).isZero();
    assertThat(document.streams().open()).isZero();
    assertThat(document.streams().ended()).isEqualTo(1);
    assertThat(document.streams().maxLifetime()).isEqualTo(3_600_008);
    assertThat(document.self().lostCalls()).isZero();
    assertThat(document.activeRequests()).isZero();
  }

  @Test
  void firstByteOfAnOrdinaryResponse_changesNothing() {
    HttpCall call = TestCall.get("/page", 200).contentType("text/html");
    http.begin(call);
    http.firstByte(call);
    assertThat(monitor.getStats("GET /page")).isNull();
    http.end(call, null);
    assertThat(monitor.getStats("GET /page").count()).isEqualTo(1);
  }

  @Test
  void discardedAndIgnoredCalls_areNotRecorded() {
    HttpCall own = TestCall.get("/stats", 200);
    http.begin(own);
    http.discard(own);
    for (String path : List.of("/health", "/internal", "/internal/a/b")) {
      TestCall.get(path, 200).path(path).runOn(http);
    }
    TestCall.get("/healthy", 200).path("/healthy").runOn(http);

    assertThat(monitor.getStats())
        .extracting(OperationStats::operation)
        .containsExactly("GET /healthy");
    assertThat(document().activeRequests()).isZero();
  }

  @Test
  void pathParameters_areNeitherMatchedNorShown() {
    TestCall.get("/health", 200).path("/health;a=b").runOn(http);
    HttpCall slow = TestCall.get("/x", 200).path("/x;jsessionid=SECRET/y;v=1?q=SECRET");
    http.begin(slow);
    time.advance(Duration.ofSeconds(2));
    http.end(slow, null);

    assertThat(monitor.getStats("GET /health")).isNull();
    assertThat(monitor.getSlowOperations().latest().get(0).path()).isEqualTo("/x/y");
  }

  @Test
  void callInFlightAtTheClose_isReleasedWhenItEnds() {
    HttpCall ended = TestCall.get("/a", 200);
    HttpCall discarded = TestCall.get("/a", 200);
    http.begin(ended);
    http.begin(discarded);
    monitor.close();
    http.end(ended, null);
    http.discard(discarded);

    assertThat(monitor.getStats("GET /a")).isNull();
    assertThat(document().activeRequests()).isZero();
  }

  @Test
  void negativeDurations_areCountedApartAndNotRecorded() {
    time.setNanoTime(1_000);
    HttpCall call = TestCall.get("/a", 200);
    http.begin(call);
    time.setNanoTime(500);
    http.end(call, null);
    monitor.record("internal", Duration.ofMillis(-1), true);

    assertThat(monitor.getStats()).isEmpty();
    assertThat(document().self().negativeDurations()).isEqualTo(2);
    assertThat(document().activeRequests()).isZero();
  }

  @Test
  void callThatNeverEnds_losesItsPlaceAndIsRecordedWhenItDoes() {
    HttpCall lost = TestCall.get("/hang", 200);
    http.begin(lost);
    time.advance(Duration.ofMinutes(16));
    assertThat(document().activeRequests()).isZero();
    assertThat(document().self().lostCalls()).isEqualTo(1);

    http.end(lost, null);
    assertThat(monitor.getStats("GET /hang").count()).isEqualTo(1);
    assertThat(document().activeRequests()).isZero();
  }

  @Test
  void callsPastTheTable_areSlotlessButCounted() {
    List<HttpCall> calls = new ArrayList<>();
    for (int i = 0; i < 4_100; i++) {
      calls.add(TestCall.get("/many", 200));
    }
    calls.forEach(http::begin);
    assertThat(document().activeRequests()).isEqualTo(4_100);
    assertThat(document().self().slotless()).isEqualTo(4);

    calls.forEach(call -> http.end(call, null));
    assertThat(document().activeRequests()).isZero();
    assertThat(monitor.getStats("GET /many").count()).isEqualTo(4_100);
    TestCall.get("/many", 200).runOn(http);
    assertThat(document().self().slotless()).isEqualTo(4);
  }

  @Test
  void peakOfActiveRequests_isThatOfTheWindow() {
    HttpCall first = TestCall.get("/a", 200);
    HttpCall second = TestCall.get("/a", 200);
    http.begin(first);
    http.begin(second);
    http.end(first, null);
    http.end(second, null);
    assertThat(document().activeRequestsPeak()).isEqualTo(2);

    time.advance(Duration.ofSeconds(30));
    assertThat(peak(StatsWindow.ONE_MINUTE)).isEqualTo(2);
    time.advance(Duration.ofMinutes(2));
    assertThat(peak(StatsWindow.ONE_MINUTE)).isZero();
    assertThat(peak(StatsWindow.FIVE_MINUTES)).isEqualTo(2);
    assertThat(document().activeRequestsPeak()).isEqualTo(2);
  }

  @Test
  void ownCostOfACall_isMeasuredOnASample() {
    try (PerformanceMonitor inRealTime =
        PerformanceMonitor.builder().logSlowOperations(false).build()) {
      HttpMonitor measured = inRealTime.http();
      for (int i = 0; i < 200_000; i++) {
        TestCall.get("/a", 200).runOn(measured);
      }
      StatsDocument.Self self = measured.endpoint().read(StatsQuery.DEFAULT).self();
      assertThat(self.calls()).isEqualTo(200_000);
      assertThat(self.nanosPerCall()).isBetween(1L, 1_000_000L);
    }
  }

  private long peak(StatsWindow window) {
    StatsQuery query =
        new StatsQuery(window, List.of(), null, "count", true, 10, 0, Set.of(), false);
    return monitor.http().endpoint().read(query).activeRequestsPeak();
  }

  private StatsDocument document() {
    return monitor.http().endpoint().read(StatsQuery.DEFAULT);
  }
}
