// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.javalin;

import static org.awaitility.Awaitility.await;

import dev.lapwing.ManualTimeSource;
import dev.lapwing.PerformanceMonitor;
import dev.lapwing.PerformanceMonitorBuilder;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A Javalin service on a port of its own, whose time stands still. */
final class JavalinServer implements AutoCloseable {
  final ManualTimeSource time = new ManualTimeSource();
  final PerformanceMonitor monitor;
  private final Javalin app;

  private JavalinServer(
      Consumer<PerformanceMonitorBuilder> settings, Configuration<JavalinConfig> service) {
    PerformanceMonitorBuilder builder =
        PerformanceMonitor.builder()
            .logSlowOperations(false)
            .timeSource(time)
            .environment(Map.of());
    settings.accept(builder);
    monitor = builder.build();
    app =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.jetty.host = "127.0.0.1";
              config.jetty.port = 0;
              service.configure(config, monitor);
            });
  }

  /** Starts a service with the plugin, registered before all else. */
  static JavalinServer start(Consumer<JavalinConfig> service) {
    return start(
        settings -> {},
        (config, monitor) -> {
          config.registerPlugin(new LapwingPlugin(monitor));
          service.accept(config);
        });
  }

  /** Starts a service that registers the plugin itself. */
  static JavalinServer start(
      Consumer<PerformanceMonitorBuilder> settings, Configuration<JavalinConfig> service) {
    JavalinServer server = new JavalinServer(settings, service);
    server.app.start();
    return server;
  }

  /** Configures something that knows the monitor. */
  interface Configuration<T> {
    void configure(T target, PerformanceMonitor monitor);
  }

  int port() {
    return app.port();
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, headers);
  }

  HttpResponse<String> send(String method, String path, String... headers) {
    return Requests.send(port(), method, path, headers);
  }

  StatsDocument stats() {
    return monitor.http().endpoint().read(StatsQuery.DEFAULT);
  }

  /** Waits until nothing is in flight, and returns rows such as {@code GET /x {200=1}}. */
  List<String> recorded() {
    return await("the end of all requests")
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(this::stats, stats -> stats.activeRequests() == 0)
        .operations()
        .stream()
        .map(JavalinServer::row)
        .sorted()
        .toList();
  }

  private static String row(OperationStats stats) {
    String errors = stats.errorCount() == 0 ? "" : " errors=" + stats.errorCount();
    return stats.operation() + " " + new TreeMap<>(stats.statuses()) + errors;
  }

  long swallowed() {
    return stats().self().swallowedErrors();
  }

  @Override
  public void close() {
    try {
      app.stop();
    } finally {
      monitor.close();
    }
  }
}
