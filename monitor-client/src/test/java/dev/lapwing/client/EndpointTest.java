// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lapwing.ManualTimeSource;
import dev.lapwing.PerformanceMonitor;
import dev.lapwing.PerformanceMonitorBuilder;
import dev.lapwing.http.HttpCall;
import dev.lapwing.http.StatsAccess;
import dev.lapwing.stats.Glob;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import dev.lapwing.stats.StatsWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads the real endpoint over a real connection. */
class EndpointTest {
  private static final String TOKEN = "0123456789abcdef";

  /** The document rounds to the nanosecond and to a billionth. */
  private static final Comparator<Double> ROUNDED =
      (one, other) -> Math.abs(one - other) <= 1e-6 ? 0 : Double.compare(one, other);

  private final ManualTimeSource time = new ManualTimeSource();
  private PerformanceMonitor monitor = builder().access(StatsAccess.LOOPBACK).build();

  private PerformanceMonitorBuilder builder() {
    return PerformanceMonitor.builder()
        .service("orders")
        .timeSource(time)
        .sampleRatio("cache.*", 0.5)
        .logSlowOperations(false);
  }

  @AfterEach
  void closeMonitor() {
    monitor.close();
  }

  static List<StatsQuery> queries() {
    List<Glob> some = List.of(Glob.of("GET /orders*"), Glob.of("*\ud83d\ude80 & + % ü=?"));
    return List.of(
        StatsQuery.DEFAULT,
        query(StatsWindow.ONE_MINUTE, List.of(), null, "p99", true, 10_000, 0),
        query(StatsWindow.ONE_DAY, some, null, "operation", false, 2, 0),
        query(StatsWindow.TOTAL, some, OperationKind.INTERNAL, "count", false, 10, 0),
        query(StatsWindow.FIVE_MINUTES, List.of(), OperationKind.HTTP, "errorRate", true, 1, 1),
        query(StatsWindow.FIFTEEN_MINUTES, List.of(), null, "count", true, 0, 0),
        query(StatsWindow.ONE_HOUR, List.of(Glob.of("nothing")), null, "p50", false, 10_000, 7),
        new StatsQuery(
            StatsWindow.SIX_HOURS, List.of(), null, "count", true, 5, 0, Set.of("p50"), true));
  }

  private static StatsQuery query(
      StatsWindow window,
      List<Glob> operations,
      OperationKind kind,
      String sort,
      boolean descending,
      int limit,
      int offset) {
    return new StatsQuery(
        window, operations, kind, sort, descending, limit, offset, Set.of(), false);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everyFieldOfTheDocument_isWhatTheEndpointHas(StatsQuery query) throws Exception {
    record();
    try (TestServer server = TestServer.of(monitor)) {
      StatsDocument expected = monitor.http().endpoint().read(query);

      StatsDocument document = StatsClient.of(server.base()).poll(query);

      assertThat(document)
          .usingRecursiveComparison()
          .withComparatorForType(ROUNDED, Double.class)
          .ignoringFields("totals.statuses")
          .isEqualTo(expected);
      assertThat(document.totals().statuses()).isEmpty();
      if (query.equals(StatsQuery.DEFAULT)) {
        assertThat(document.operations()).anyMatch(row -> row.sampledCount() != null);
      }
    }
  }

  @Test
  void whatHasNotChanged_isTheSameObjectAndNotSentAgain() throws Exception {
    record();
    try (TestServer server = TestServer.of(monitor)) {
      StatsClient client = StatsClient.of(server.base());
      StatsDocument first = client.poll(StatsWindow.TOTAL);
      StatsDocument ofMinute = client.poll(StatsWindow.ONE_MINUTE);

      assertThat(client.poll(StatsWindow.TOTAL)).isSameAs(first);
      assertThat(client.poll(StatsWindow.ONE_MINUTE)).isSameAs(ofMinute).isNotEqualTo(first);
      run("/orders", 200, 5);
      StatsDocument later = client.poll(StatsWindow.TOTAL);
      assertThat(later.totals().count()).isEqualTo(first.totals().count() + 1);
      assertThat(client.poll(StatsWindow.TOTAL)).isSameAs(later);

      assertThat(server.asked.get(0).headers()).doesNotContainKey("If-none-match");
      assertThat(server.asked.get(2).headers().getFirst("If-None-Match")).startsWith("W/\"");
      assertThat(server.asked)
          .allSatisfy(
              each -> assertThat(each.headers().getFirst("Accept-Encoding")).isEqualTo("gzip"));
    }
  }

  @Test
  void theToken_opensTheEndpoint() throws Exception {
    monitor.close();
    monitor = builder().access(StatsAccess.TOKEN).token(TOKEN).build();
    try (TestServer server = TestServer.of(monitor)) {
      StatsClient client = StatsClient.builder(server.base()).token(TOKEN).build();
      assertThat(client.poll(StatsWindow.TOTAL).service().name()).isEqualTo("orders");

      StatsClient stranger = StatsClient.builder(server.base()).token("a-wrong-token-16").build();
      StatsRefusedException refused =
          catchThrowableOfType(StatsRefusedException.class, () -> stranger.poll(StatsWindow.TOTAL));

      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.rule()).isEqualTo("token");
      assertThat(refused.setting()).isEqualTo("lapwing.access");
      assertThat(refused.detail()).startsWith("The statistics are for whoever shows the token");
      assertThat(refused)
          .hasMessage(server.base() + " answered 401: " + refused.detail())
          .message()
          .doesNotContain("a-wrong-token-16");
    }
  }

  @Test
  void aQueryThatTheEndpointRefuses_isToldWithItsReason() throws Exception {
    try (TestServer server = TestServer.of(monitor)) {
      StatsQuery bad = query(StatsWindow.TOTAL, List.of(), null, "speed", true, 10, 0);

      assertThatThrownBy(() -> StatsClient.of(server.base()).poll(bad))
          .isInstanceOf(StatsRefusedException.class)
          .hasMessageContaining("answered 400: The parameter 'sort' must be one of these");
    }
  }

  @Test
  void oneClient_servesManyThreads() throws Exception {
    record();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (TestServer server = TestServer.of(monitor)) {
      StatsClient client = StatsClient.of(server.base());
      StatsDocument expected = client.poll(StatsWindow.TOTAL);
      List<Callable<StatsDocument>> polls = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        StatsWindow window = StatsWindow.values()[i % StatsWindow.values().length];
        polls.add(() -> client.poll(window));
      }

      List<Future<StatsDocument>> results = threads.invokeAll(polls, 30, TimeUnit.SECONDS);

      for (Future<StatsDocument> each : results) {
        assertThat(each.get().operations())
            .extracting(OperationStats::operation)
            .containsExactlyInAnyOrderElementsOf(
                expected.operations().stream().map(OperationStats::operation).toList());
      }
      assertThat(server.asked).hasSize(401);
    } finally {
      threads.shutdownNow();
    }
  }

  private void record() {
    run("/orders/{id}", 200, 12);
    run("/orders/{id}", 404, 3);
    run("/orders", 500, 1_500);
    run("/customers/{id}/orders", 200, 7);
    run(null, 404, 1);
    monitor.record("database.\ud83d\ude80 & + % ü=?", Duration.ofNanos(1_234_567), true);
    for (int i = 0; i < 20; i++) {
      monitor.trackOperation("cache.read", () -> 1);
    }
    monitor.record("database.query", Duration.ofSeconds(6), false);
    for (int i = 0; i < 5; i++) {
      time.advance(Duration.ofSeconds(1));
    }
  }

  private void run(String route, int status, long millis) {
    HttpCall call = new Call(route, status);
    monitor.http().begin(call);
    time.advance(Duration.ofMillis(millis));
    monitor.http().end(call, null);
  }

  /** A call that ended. */
  private static final class Call extends HttpCall {
    private final String route;
    private final int status;

    Call(String route, int status) {
      this.route = route;
      this.status = status;
    }

    @Override
    public String method() {
      return "GET";
    }

    @Override
    public String path() {
      return "/";
    }

    @Override
    public String route() {
      return route;
    }

    @Override
    public int status() {
      return status;
    }
  }
}
