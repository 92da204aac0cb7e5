// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lapwing.json.StatsJson;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsQuery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrafficTest {

  private final ConcurrentMap<String, AtomicInteger> served = new ConcurrentHashMap<>();
  private final AtomicInteger streams = new AtomicInteger();

  /** Answers that their client is to leave. */
  private final AtomicInteger withoutEnd = new AtomicInteger();

  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;
  private URI base;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext("/", this::serve);
    server.createContext("/stats", this::stats);
    server.start();
    base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stopServer() {
    over.countDown();
    server.stop(0);
    executor.shutdownNow();
  }

  @Test
  void everythingIsSentAndCounted() throws Exception {
    // Slowly, so that a machine that stands still for a second has places for what is due then.
    Traffic traffic = new Traffic(List.of(base, base), 100, 8);

    traffic.run();

    assertThat(traffic.tallies())
        .allSatisfy(tally -> assertThat(tally.total() + tally.skippedCount()).isEqualTo(400));
    Tally all = Tally.sum(traffic.tallies());
    Map<String, Long> statuses = all.byStatus();
    assertThat(statuses)
        .as("%s", all.firstFailure())
        .containsOnlyKeys("200", "201", "404", Tally.LEFT);
    assertThat(statuses.get(Tally.LEFT)).isEqualTo(withoutEnd.get());
    assertThat(statuses.get("404")).isEqualTo(served("404"));
    assertThat(statuses.get("201")).isEqualTo(served("201"));
    assertThat(statuses.get("200") + statuses.get(Tally.LEFT)).isEqualTo(served("200"));
    await("the server to see that clients left")
        .untilAsserted(() -> assertThat(streams).hasPositiveValue());
  }

  @Test
  void aDemoEndsWithACountThatAgrees() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Screen screen =
        new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8), false, false);

    Traffic traffic = new Traffic(List.of(base), 120, 3);
    boolean equal = new Show(traffic, List.of(watched("one")), screen).run();

    assertThat(equal).as(printed.toString(StandardCharsets.UTF_8)).isTrue();
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("all requests", "Summary: 360 requests", "Slowest since the start:")
        .containsPattern("total +360 +360\n +equal\n");
  }

  @Test
  void aServiceThatCountsWhatWasSentToAnotherIsFound() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Screen screen =
        new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8), false, false);
    Traffic traffic = new Traffic(List.of(base, base), 60, 1);

    boolean equal = new Show(traffic, List.of(watched("one"), watched("two")), screen).run();

    assertThat(equal).isFalse();
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .containsPattern("total +30 +60 +30 +60\n +NOT EQUAL +NOT EQUAL\n");
  }

  private Watched watched(String name) throws Exception {
    return Watched.of(name, base.resolve("/stats"));
  }

  @Test
  void aServiceThatIsNotThereIsToldAsSuch() throws Exception {
    server.stop(0);
    Traffic traffic = new Traffic(List.of(base), 50, 1);

    traffic.run();

    Tally tally = traffic.tallies().get(0);
    assertThat(tally.byStatus()).isEqualTo(Map.of(Tally.NONE, 50L));
    assertThat(tally.firstFailure()).contains("ConnectException");
  }

  private long served(String status) {
    return served.get(status).get();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean post = exchange.getRequestMethod().equals("POST");
    exchange.getRequestBody().readAllBytes();
    int status = post ? 201 : path.endsWith(".php") || path.equals("/.env") ? 404 : 200;
    if (path.startsWith("/export") || path.equals("/events")) {
      stream(exchange, path.equals("/events"));
      return;
    }
    if (post) {
      exchange.getResponseHeaders().add("Location", "/orders/7");
    }
    count(status);
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** Sends without an end, until the client has gone. */
  private void stream(HttpExchange exchange, boolean slowly) throws IOException {
    count(200);
    boolean toBeLeft = "days=400".equals(exchange.getRequestURI().getQuery());
    boolean endless = slowly || toBeLeft;
    if (toBeLeft) {
      withoutEnd.incrementAndGet();
    }
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      byte[] bytes = new byte[slowly ? 100 : 50_000];
      body.write(bytes);
      while (endless) {
        if (slowly && over.await(20, TimeUnit.MILLISECONDS)) {
          return;
        }
        body.write(bytes);
        body.flush();
      }
    } catch (IOException | InterruptedException e) {
      streams.incrementAndGet();
    }
  }

  private void count(int status) {
    served.computeIfAbsent(Integer.toString(status), s -> new AtomicInteger()).incrementAndGet();
  }

  private void stats(HttpExchange exchange) throws IOException {
    Map<String, Long> statuses =
        served.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().longValue()));
    OperationStats none =
        Documents.row("GET /", OperationKind.HTTP, 0, null, 0, null, null, null, null);
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    StatsJson.write(
        Documents.of(none, List.of(Documents.with(statuses, none))),
        StatsQuery.DEFAULT,
        "stats/",
        json);
    byte[] bytes = json.toByteArray();
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
