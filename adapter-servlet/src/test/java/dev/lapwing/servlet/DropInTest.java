// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.servlet.containers.Container;
import dev.lapwing.servlet.containers.Containers;
import dev.lapwing.servlet.containers.WebApp;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The dependency alone: the container finds the initializer, and no code is written. */
class DropInTest {
  @TempDir private Path files;

  private final Map<String, String> initParams = new HashMap<>();
  private final Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());
  private final AtomicReference<ServletContext> context = new AtomicReference<>();
  private final List<ServletContainerInitializer> earlier = new ArrayList<>();
  private final List<ServletContainerInitializer> service = new ArrayList<>();
  private final List<Class<? extends ServletContextListener>> listeners = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private String displayName;

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
  private Set<Thread> threads() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeAll(before);
    threads.removeIf(thread -> !thread.getName().startsWith("lapwing-"));
    return threads;
  }

  private static void map(ServletContext context, String pattern, Service service) {
    context.addServlet("at " + pattern, service.servlet()).addMapping(pattern);
  }

  /** Starts a service at /shop with what the container would find. */
  private Container start(Containers kind) {
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

  private HttpResponse<String> get(Container container, String path) {
    URI uri = URI.create("http://127.0.0.1:" + container.port() + "/shop" + path);
    try {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private PerformanceMonitor monitor() {
    return (PerformanceMonitor) context.get().getAttribute(LapwingServlet.MONITOR_ATTRIBUTE);
  }

  @ParameterizedTest
  @EnumSource
  void dependencyAloneIsEnough(Containers kind) {
    try (Container container = start(kind)) {
      assertThat(get(container, "/users/1").body()).isEqualTo("user");
      assertThat(get(container, "/hello.txt").body()).isEqualTo("hello");
      assertThat(get(container, "/nowhere").statusCode()).isEqualTo(404);
      assertThat(get(container, "/stats?fields=statuses").body())
          .contains(
              "\"name\":\"shop\"",
              "{\"operation\":\"GET /shop/users/{path...}\",\"statuses\":{\"200\":1}}",
              "{\"operation\":\"GET (static)\",\"statuses\":{\"200\":1}}",
              "{\"operation\":\"GET (unmatched)\",\"statuses\":{\"404\":1}}",
              "\"operationCount\":3");
    }
  }

  @ParameterizedTest
  @EnumSource
  void serviceReachesTheMonitorInItsContext(Containers kind) {
    service.add(
        (classes, started) ->
            map(
                started,
                "/tracked",
                (request, response) ->
                    ((PerformanceMonitor)
                            request
                                .getServletContext()
                                .getAttribute(LapwingServlet.MONITOR_ATTRIBUTE))
                        .trackOperation("work", () -> response.setStatus(204))));
    try (Container container = start(kind)) {
      assertThat(get(container, "/tracked").statusCode()).isEqualTo(204);
      assertThat(get(container, "/stats").body()).contains("\"operation\":\"work\"");
    }
  }

  @ParameterizedTest
  @EnumSource
  void initParamsConfigureIt(Containers kind) {
    displayName = "ignored for lapwing.service";
    initParams.put("lapwing.service", "orders");
    initParams.put("lapwing.path", "/internal/numbers");
    initParams.put("lapwing.ignore", "/shop/health");
    initParams.put("lapwing.route-resolver", ById.class.getName());
    initParams.put("unrelated", "x");
    try (Container container = start(kind)) {
      get(container, "/users/1");
      get(container, "/health");
      assertThat(get(container, "/stats").statusCode()).isEqualTo(404);
      assertThat(get(container, "/internal/numbers?fields=count").body())
          .contains("\"name\":\"orders\"", "{\"operation\":\"GET /shop/users/{id}\",\"count\":1}")
          .doesNotContain("health");
    }
  }

  /** Names the routes of the service. */
  public static final class ById implements RouteResolver {
    @Override
    public String route(HttpServletRequest request) {
      return request.getServletPath().equals("/users") ? "/users/{id}" : null;
    }
  }

  @Test
  void displayNameIsTheServicesName() {
    displayName = "The shop";
    try (Container container = start(Containers.TOMCAT)) {
      assertThat(get(container, "/stats").body()).contains("\"name\":\"The shop\"");
    }
  }

  @Test
  void displayNameThatIsNoNameOfAServiceDoesNotMatter() {
    displayName = "bell\u0007";
    try (Container container = start(Containers.TOMCAT)) {
      assertThat(get(container, "/stats").body()).contains("\"name\":\"unknown_service:java\"");
    }
  }

  @ParameterizedTest
  @EnumSource
  void disabledItMeasuresNothingAndTheServiceStillHasAMonitor(Containers kind) {
    initParams.put("lapwing.enabled", " FALSE ");
    try (Container container = start(kind)) {
      assertThat(get(container, "/users/1").body()).isEqualTo("user");
      assertThat(threads()).isEmpty();
      assertThat(monitor().trackOperation("work", () -> "done")).isEqualTo("done");
      assertThat(get(container, "/stats").body()).contains("\"operations\":[]");
      assertThat(context.get().getFilterRegistrations()).doesNotContainKey("lapwing.drop-in");
    }
  }

  @Test
  void systemPropertiesOverrideInitParams() {
    initParams.put("lapwing.service", "from the init-param");
    initParams.put("lapwing.enabled", "true");
    System.setProperty("lapwing.service", "from the property");
    System.setProperty("lapwing.enabled", "false");
    try (Container container = start(Containers.TOMCAT)) {
      assertThat(get(container, "/stats").body()).contains("\"name\":\"from the property\"");
      assertThat(context.get().getFilterRegistrations()).doesNotContainKey("lapwing.drop-in");
    } finally {
      System.clearProperty("lapwing.service");
      System.clearProperty("lapwing.enabled");
    }
  }

  @Test
  void environmentOverridesInitParams() {
    String environment = System.getenv("LAPWING_INSTANCE");
    assertThat(environment).as("set by the build").isNotNull();
    initParams.put("lapwing.instance", "from the init-param");
    try (Container container = start(Containers.TOMCAT)) {
      assertThat(get(container, "/stats").body()).contains("\"instance\":\"" + environment + "\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lapwing.enabled | yes | lapwing.enabled: must be true or false, but was 'yes'",
        "lapwing.slow-operation-threshold | fast | lapwing.slow-operation-threshold: must be a"
            + " duration such as 500ms",
        "lapwing.access | token | access is token, but no token is set",
        "lapwing.route-resolver | gone.Resolver | lapwing.route-resolver: must be a public class of"
            + " the application with a public constructor without parameters that implements"
            + " dev.lapwing.servlet.RouteResolver, but was 'gone.Resolver'",
        "lapwing.route-resolver | java.lang.String | but was 'java.lang.String'"
      })
  void badValueIsRefusedAtTheStart(String name, String value, String message) {
    initParams.put(name, value);
    for (Containers kind : Containers.values()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> start(kind).close())
          .satisfies(
              thrown ->
                  assertThat(messages(thrown))
                      .anySatisfy(each -> assertThat(each).contains(message)));
    }
  }

  private static List<String> messages(Throwable thrown) {
    List<String> messages = new ArrayList<>();
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      messages.add(String.valueOf(each.getMessage()));
    }
    return messages;
  }

  /** Jetty and Undertow tell nobody of the end of a context that failed to start. */
  @Test
  void monitorIsClosedAlsoWhenTheContextFailsToStart() {
    service.add(
        (classes, started) -> {
          assertThat(threads()).isNotEmpty();
          throw new ServletException("not by Lapwing");
        });
    assertThatIllegalStateException().isThrownBy(() -> start(Containers.TOMCAT).close());
  }

  @ParameterizedTest
  @EnumSource
  void givesWayToAMonitorThatAnInitializerInstallsLater(Containers kind) {
    assertOnlyOwnMonitor(kind, (started, own) -> LapwingServlet.install(started, own), "/stats");
  }

  @ParameterizedTest
  @EnumSource
  void givesWayToAMonitorThatAListenerInstalls(Containers kind) {
    listeners.add(OwnMonitor.class);
    assertOnlyOwnMonitor(kind, (started, own) -> OwnMonitor.own = own, "/stats");
  }

  @ParameterizedTest
  @EnumSource
  void givesWayToPartsThatAreRegisteredByHand(Containers kind) {
    assertOnlyOwnMonitor(
        kind,
        (started, own) -> {
          LapwingServlet.addFilter(started, "measuring", new LapwingFilter(own));
          started.addServlet("numbers", new LapwingStatsServlet(own)).addMapping("/numbers");
        },
        "/numbers");
  }

  @ParameterizedTest
  @EnumSource
  void monitorMayBeInstalledInCodeToo(Containers kind) {
    service.add((classes, started) -> LapwingServlet.install(started, monitor(), new ById()));
    try (Container container = start(kind)) {
      get(container, "/users/1");
      assertThat(get(container, "/stats?fields=count").body())
          .contains("[{\"operation\":\"GET /shop/users/{id}\",\"count\":1}]");
    }
  }

  private void assertOnlyOwnMonitor(Containers kind, Installation installation, String stats) {
    try (PerformanceMonitor own = PerformanceMonitor.builder().service("own").build()) {
      service.add((classes, started) -> installation.install(started, own));
      try (Container container = start(kind)) {
        get(container, "/users/1");
        assertThat(get(container, stats + "?fields=count").body())
            .contains("\"name\":\"own\"", "\"GET /shop/users/{path...}\",\"count\":1}");
        assertThat(monitor()).isSameAs(own);
        if (!stats.equals("/stats")) {
          assertThat(get(container, "/stats").statusCode()).isEqualTo(404);
        }
        await("threads of one monitor").until(() -> threads().size() == 2);
      }
    }
  }

  /** Puts a monitor of the service's own into a context. */
  private interface Installation {
    void install(ServletContext context, PerformanceMonitor own);
  }

  /** Installs as the README shows. */
  public static final class OwnMonitor implements ServletContextListener {
    static volatile PerformanceMonitor own;

    @Override
    public void contextInitialized(ServletContextEvent event) {
      LapwingServlet.install(event.getServletContext(), own);
    }
  }

  @Test
  void leavesAMonitorAloneThatWasInstalledBefore() {
    try (PerformanceMonitor own = PerformanceMonitor.builder().service("own").build()) {
      earlier.add((classes, started) -> LapwingServlet.install(started, own));
      try (Container container = start(Containers.TOMCAT)) {
        get(container, "/users/1");
        assertThat(get(container, "/stats").body()).contains("\"name\":\"own\"");
        assertThat(monitor()).isSameAs(own);
      }
    }
  }
}
