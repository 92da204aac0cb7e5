// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.PerformanceMonitorBuilder;
import dev.lapwing.servlet.containers.Container;
import dev.lapwing.servlet.containers.Containers;
import dev.lapwing.servlet.containers.WebApp;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import dev.lapwing.testkit.Replies;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.tomcat.util.http.fileupload.FileUtils;

/**
 * A container on a free port of 127.0.0.1, with one application that Lapwing is installed in.
 * Longer than other files, because what an application may have is said in one place.
 */
final class TestServer implements AutoCloseable {
  final PerformanceMonitor monitor;
  private final Container container;
  private final Path home;
  private final String contextPath;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestServer(App app) {
    contextPath = app.contextPath;
    monitor = app.settings.build();
    try {
      home = Files.createTempDirectory(Path.of("target"), "server").toAbsolutePath();
      Files.writeString(home.resolve("hello.txt"), "hello");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    container =
        app.kind.start(
            new WebApp(
                contextPath,
                null,
                home,
                app.servesFiles,
                Map.of(),
                List.of((classes, context) -> install(app, context)),
                app.listeners,
                app.errorPages,
                app.contextStep));
  }

  private void install(App app, ServletContext context) {
    app.stepsBefore.forEach(step -> step.accept(context));
    if (app.monitored) {
      LapwingServlet.install(context, monitor, app.routes);
    }
    app.steps.forEach(step -> step.accept(context));
  }

  /** Returns an application to be set up, at the root. */
  static App app() {
    return app("");
  }

  /** Returns an application to be set up, at a context path. */
  static App app(String contextPath) {
    return new App(contextPath);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + contextPath + path);
  }

  int port() {
    return container.port();
  }

  HttpResponse<String> get(String path) {
    return send("GET", path);
  }

  HttpResponse<String> send(String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return valid(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Holds the stats endpoint's replies to their schemas. */
  private static HttpResponse<String> valid(HttpResponse<String> response) {
    String type = response.headers().firstValue("content-type").orElse("");
    if (type.startsWith("application/problem+json") || response.body().contains("\"lapwing.")) {
      Replies.requireValid(type, response.body());
    }
    return response;
  }

  CompletableFuture<HttpResponse<String>> getLater(String path) {
    return client.sendAsync(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  /** Opens a connection of its own and sends bytes. */
  Socket open(String request) throws IOException {
    Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port());
    socket.setSoTimeout(10_000);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  /** Sends bytes and returns all that comes back until the server closes. */
  String exchange(String request) throws IOException {
    try (Socket socket = open(request)) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Writes a file of zeros where the default servlet finds it. */
  void writeFile(String name, int length) throws IOException {
    Files.write(home.resolve(name), new byte[length]);
  }

  /**
   * Waits until nothing is in flight and returns what was recorded: {@code GET /x {200=1}}, with
   * {@code errors=1} behind it when there were.
   */
  List<String> recorded() {
    awaitIdle();
    return monitor.getStats().stream()
        .filter(stats -> stats.kind() == OperationKind.HTTP && stats.count() > 0)
        .map(TestServer::line)
        .toList();
  }

  private static String line(OperationStats stats) {
    String errors = stats.errorCount() == 0 ? "" : " errors=" + stats.errorCount();
    return stats.operation() + " " + stats.statuses() + errors;
  }

  OperationStats stats(String operation) {
    awaitIdle();
    OperationStats stats = monitor.getStats(operation);
    assertThat(stats).as(operation).isNotNull();
    return stats;
  }

  void awaitIdle() {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> activeRequests() == 0);
  }

  long activeRequests() {
    return document().activeRequests();
  }

  long openStreams() {
    return document().streams().open();
  }

  StatsDocument document() {
    return monitor.http().endpoint().read(StatsQuery.DEFAULT);
  }

  @Override
  public void close() {
    try {
      awaitIdle();
      container.close();
      FileUtils.deleteDirectory(home.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      monitor.close();
    }
  }

  /** What a server is to run. */
  static final class App {
    private final String contextPath;
    private final PerformanceMonitorBuilder settings = PerformanceMonitor.builder().service("test");
    private final List<Consumer<ServletContext>> stepsBefore = new ArrayList<>();
    private final List<Consumer<ServletContext>> steps = new ArrayList<>();
    private final List<Class<? extends ServletContextListener>> listeners = new ArrayList<>();
    private final Map<Integer, String> errorPages = new HashMap<>();
    private Consumer<Object> contextStep = context -> {};
    private Containers kind = Containers.TOMCAT;
    private RouteResolver routes = LapwingFilter.BY_MAPPING;
    private boolean servesFiles;
    private boolean monitored = true;

    private App(String contextPath) {
      this.contextPath = contextPath;
    }

    /** Maps a servlet, before Lapwing is installed. */
    App servlet(String pattern, Service service) {
      stepsBefore.add(
          context -> {
            ServletRegistration.Dynamic servlet =
                context.addServlet("at " + pattern, service.servlet());
            servlet.setAsyncSupported(true);
            servlet.addMapping(pattern);
          });
      return this;
    }

    /** Maps the container's servlet for static files to "/"; there is one, hello.txt. */
    App files() {
      servesFiles = true;
      return this;
    }

    /** Adds a filter behind Lapwing's. */
    App filter(Filter filter) {
      steps.add(context -> addFilter(context, filter));
      return this;
    }

    /** Tells when a request has left Lapwing's filter. */
    App leaving(CountDownLatch left) {
      return filterInFront(
          (request, response, chain) -> {
            chain.doFilter(request, response);
            left.countDown();
          });
    }

    /** Adds a filter in front of Lapwing's. */
    App filterInFront(Filter filter) {
      stepsBefore.add(context -> addFilter(context, filter));
      return this;
    }

    private static void addFilter(ServletContext context, Filter filter) {
      FilterRegistration.Dynamic added = context.addFilter("filter" + filter.hashCode(), filter);
      added.setAsyncSupported(true);
      added.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    }

    App afterInstall(Consumer<ServletContext> step) {
      steps.add(step);
      return this;
    }

    App settings(Consumer<PerformanceMonitorBuilder> step) {
      step.accept(settings);
      return this;
    }

    /** Chooses the container; Tomcat unless this is called. */
    App on(Containers chosen) {
      kind = chosen;
      return this;
    }

    App routes(RouteResolver resolver) {
      routes = resolver;
      return this;
    }

    App listener(Class<? extends ServletContextListener> declared) {
      listeners.add(declared);
      return this;
    }

    App errorPage(int status, String path) {
      errorPages.put(status, path);
      return this;
    }

    /** Has something done to the container's own context, which is not the servlet API's. */
    App context(Consumer<Object> step) {
      contextStep = step;
      return this;
    }

    App withoutMonitor() {
      monitored = false;
      return this;
    }

    TestServer start() {
      return new TestServer(this);
    }
  }
}
