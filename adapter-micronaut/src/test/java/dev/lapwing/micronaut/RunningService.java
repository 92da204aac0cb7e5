// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lapwing.ManualTimeSource;
import dev.lapwing.PerformanceMonitor;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Micronaut service on a free port of this machine. */
final class RunningService implements AutoCloseable {
  private final ApplicationContext context;
  private final EmbeddedServer server;

  private RunningService(ApplicationContext context, EmbeddedServer server) {
    this.context = context;
    this.server = server;
  }

  /**
   * Starts the beans that are there for a test.
   *
   * @param test the value of {@code test.service} that they require
   * @param beans instances that are beans too
   */
  static RunningService start(String test, Map<String, Object> properties, Object... beans) {
    Map<String, Object> all = new HashMap<>(properties);
    all.put("test.service", test);
    all.put("micronaut.server.host", "127.0.0.1");
    all.put("micronaut.server.port", -1);
    ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .properties(all)
            .singletons(beans)
            .build();
    try {
      context.start();
      return new RunningService(context, context.getBean(EmbeddedServer.class).start());
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  /** Returns a monitor whose time stands still. */
  static PerformanceMonitor monitor(ManualTimeSource time) {
    return PerformanceMonitor.builder().environment(Map.of()).timeSource(time).build();
  }

  ApplicationContext context() {
    return context;
  }

  PerformanceMonitor monitor() {
    return context.getBean(PerformanceMonitor.class);
  }

  int port() {
    return server.getPort();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  HttpResponse<String> get(String path) {
    return send(request(path).build());
  }

  HttpResponse<String> post(String path, String contentType, String body) {
    return send(
        request(path)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  HttpResponse<String> send(HttpRequest request) {
    return send(HttpClient.Version.HTTP_1_1, request);
  }

  HttpResponse<String> send(HttpClient.Version version, HttpRequest request) {
    try {
      return HttpClient.newBuilder()
          .version(version)
          .build()
          .send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens a connection and sends bytes on it. */
  Socket open(String bytes) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  /** Opens a connection and asks for a path. */
  Socket ask(String path) throws IOException {
    return open("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  StatsDocument stats() {
    return monitor().http().endpoint().read(StatsQuery.DEFAULT);
  }

  /** Waits until nothing but this is recorded, and nothing in flight. */
  void assertRecorded(String... rows) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(
            () -> {
              StatsDocument stats = stats();
              assertThat(stats.operations().stream().map(RunningService::row).toList())
                  .containsExactlyInAnyOrder(rows);
              assertThat(stats.activeRequests()).isZero();
            });
    assertThat(stats().self().swallowedErrors()).isZero();
  }

  /** Waits until so many requests are in flight. */
  void awaitInFlight(int requests) {
    await().until(() -> stats().activeRequests() == requests);
  }

  private static String row(OperationStats stats) {
    String row = stats.operation() + " " + stats.statuses();
    return stats.errorCount() == 0 ? row : row + " errors=" + stats.errorCount();
  }

  /** Returns the numbers of an operation. */
  OperationStats of(String operation) {
    List<OperationStats> all = monitor().getStats();
    return all.stream().filter(each -> each.operation().equals(operation)).findAny().orElseThrow();
  }

  @Override
  public void close() {
    context.close();
  }
}
