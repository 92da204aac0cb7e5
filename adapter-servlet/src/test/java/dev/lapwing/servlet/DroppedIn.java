// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.servlet.containers.Container;
import dev.lapwing.servlet.containers.Containers;
import dev.lapwing.servlet.containers.WebApp;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A service that has Lapwing on its class path, in any container. */
abstract class DroppedIn {
  @TempDir Path files;

  final Map<String, String> initParams = new HashMap<>();
  final Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());
  final AtomicReference<ServletContext> context = new AtomicReference<>();
  final List<ServletContainerInitializer> earlier = new ArrayList<>();
  final List<ServletContainerInitializer> service = new ArrayList<>();
  final List<Class<? extends ServletContextListener>> listeners = new ArrayList<>();
  final HttpClient client = HttpClient.newHttpClient();
  String displayName;

  @BeforeEach
  void writeFile() throws IOException {
    Files.writeString(files.resolve("hello.txt"), "hello");
    service.add(
        (classes, started) -> {
          context.set(started);
          map(started, "/users/*", Service.answering("user"));
        });
  }

  @AfterEach
  void everyMonitorIsClosedWithItsContext() {
    await().until(() -> threads().isEmpty());
  }

  /** Returns the threads of Lapwing that were not there before the test. */
  Set<Thread> threads() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeAll(before);
    threads.removeIf(thread -> !thread.getName().startsWith("lapwing-"));
    return threads;
  }

  static void map(ServletContext context, String pattern, Service service) {
    context.addServlet("at " + pattern, service.servlet()).addMapping(pattern);
  }

  /** Starts a service at /shop with what the container would find. */
  Container start(Containers kind) {
    List<ServletContainerInitializer> initializers = new ArrayList<>();
    ServiceLoader.load(ServletContainerInitializer.class).stream()
        .filter(each -> each.type().getName().startsWith("dev.lapwing"))
        .forEach(each -> initializers.add(each.get()));
    assertThat(initializers).hasSize(1);
    initializers.addAll(0, earlier);
    initializers.addAll(service);
    return kind.start(
        new WebApp(
            "/shop",
            displayName,
            files,
            true,
            initParams,
            initializers,
            listeners,
            Map.of(),
            unchanged -> {}));
  }

  HttpResponse<String> get(Container container, String path) {
    URI uri = URI.create("http://127.0.0.1:" + container.port() + "/shop" + path);
    try {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  PerformanceMonitor monitor() {
    return (PerformanceMonitor) context.get().getAttribute(LapwingServlet.MONITOR_ATTRIBUTE);
  }

  /** Names the routes of the service. */
  public static final class ById implements RouteResolver {
    @Override
    public String route(HttpServletRequest request) {
      return request.getServletPath().equals("/users") ? "/users/{id}" : null;
    }
  }
}
