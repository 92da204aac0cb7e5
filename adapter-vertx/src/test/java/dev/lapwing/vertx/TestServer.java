// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.PerformanceMonitorBuilder;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A Vert.x server with one router and a monitor of its own. */
final class TestServer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;
  private static final HttpClient HTTP_1 =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Vertx vertx;
  private final Router router;
  private final PerformanceMonitor monitor;
  private final int port;

  private TestServer(Vertx vertx, Router router, PerformanceMonitor monitor, int port) {
    this.vertx = vertx;
    this.router = router;
    this.monitor = monitor;
    this.port = port;
  }

  /** Starts a server whose router is wrapped as a whole. */
  static TestServer monitored(Consumer<Router> routes) {
    return monitored(builder -> {}, (server, router) -> routes.accept(router));
  }

  /** Starts a server whose router is wrapped as a whole, when its routes are there. */
  static TestServer monitored(Consumer<PerformanceMonitorBuilder> settings, Service service) {
    return start(
        settings,
        service,
        (server, router) -> LapwingHandler.monitored(server.vertx, router, server.monitor));
  }

  /** Starts a server whose router itself is served. */
  static TestServer plain(Service service) {
    return start(builder -> {}, service, (server, router) -> router);
  }

  private static TestServer start(
      Consumer<PerformanceMonitorBuilder> settings,
      Service service,
      BiFunction<TestServer, Router, Handler<HttpServerRequest>> handler) {
    Vertx vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    PerformanceMonitorBuilder builder =
        PerformanceMonitor.builder().logSlowOperations(false).environment(Map.of());
    settings.accept(builder);
    PerformanceMonitor monitor = builder.build();
    TestServer unbound = new TestServer(vertx, router, monitor, 0);
    service.addRoutes(unbound, router);
    HttpServer server =
        get(
            vertx
                .createHttpServer()
                .requestHandler(handler.apply(unbound, router))
                .listen(0, "127.0.0.1"));
    return new TestServer(vertx, router, monitor, server.actualPort());
  }

  /** What a server serves. */
  @FunctionalInterface
  interface Service {
    void addRoutes(TestServer server, Router router);
  }

  static <T> T get(Future<T> future) {
    try {
      return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  Vertx vertx() {
    return vertx;
  }

  Router router() {
    return router;
  }

  PerformanceMonitor monitor() {
    return monitor;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(HTTP_1, "GET", path, headers);
  }

  HttpResponse<String> send(String method, String path, String... headers) {
    return send(HTTP_1, method, path, headers);
  }

  HttpResponse<String> send(HttpClient client, String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Opens a connection and sends a request on it; closing it resets the connection. */
  Socket open(String path, String... headerLines) {
    try {
      Socket socket = new Socket();
      // Set before it connects, so that it narrows what the server may send ahead.
      socket.setReceiveBufferSize(1 << 14);
      socket.connect(new InetSocketAddress("127.0.0.1", port));
      socket.setSoLinger(true, 0);
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      String head =
          Stream.concat(
                  Stream.of("GET " + path + " HTTP/1.1", "Host: localhost:" + port),
                  Arrays.stream(headerLines))
              .reduce("", (lines, line) -> lines + line + "\r\n");
      socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      return socket;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  StatsDocument document() {
    return monitor.http().endpoint().read(StatsQuery.DEFAULT);
  }

  /** Waits until nothing is in flight and the rows are there, and asserts that no other is. */
  void assertRecorded(String... rows) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .untilAsserted(
            () -> {
              StatsDocument document = document();
              assertThat(document.operations().stream().map(TestServer::row))
                  .containsExactlyInAnyOrder(rows);
              assertThat(document.activeRequests()).as("activeRequests").isZero();
              assertThat(document.self().swallowedErrors()).as("swallowedErrors").isZero();
            });
  }

  private static String row(OperationStats stats) {
    String row = stats.operation() + " " + new TreeMap<>(stats.statuses());
    return stats.errorCount() == 0 ? row : row + " errors=" + stats.errorCount();
  }

  List<String> operations() {
    return document().operations().stream().map(OperationStats::operation).toList();
  }

  @Override
  public void close() {
    get(vertx.close());
    monitor.close();
  }
}
