// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lapwing.PerformanceMonitor;
import dev.lapwing.http.RouteTemplate;
import dev.lapwing.stats.StatsQuery;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Installing a monitor in a servlet context. */
class LapwingServletTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.lapwing");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
  }

  private void assertOneWarningThatNamesTheSetting() {
    assertThat(log.list)
        .filteredOn(event -> event.getLevel() == Level.WARN)
        .singleElement()
        .extracting(ILoggingEvent::getFormattedMessage)
        .asString()
        .contains("own at /stats", "lapwing.path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stats", "/stats/*"})
  void routeOfTheServiceAtTheBaseWinsAndOneWarningNamesTheSetting(String pattern) {
    try (TestServer server =
        TestServer.app().servlet(pattern, Service.answering("the service's own")).start()) {
      assertThat(server.get("/stats").body()).isEqualTo("the service's own");
      assertThat(server.recorded()).hasSize(1).first().asString().startsWith("GET /stats");
    }
    assertOneWarningThatNamesTheSetting();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stats", "/stats/*"})
  void routeOfTheServiceWinsAlsoWhenItIsMappedAfterTheInstallation(String pattern) {
    try (TestServer server =
        TestServer.app()
            .afterInstall(context -> assertThat(map(context, pattern, "/mine")).isEmpty())
            .start()) {
      assertThat(server.get("/stats").body()).isEqualTo("the service's own");
      assertThat(server.get("/mine").body()).isEqualTo("the service's own");
      assertThat(server.recorded())
          .containsExactlyInAnyOrder(
              "GET " + RouteTemplate.normalise(pattern) + " {200=1}", "GET /mine {200=1}");
    }
    assertOneWarningThatNamesTheSetting();
  }

  @Test
  void routeOfTheServiceWinsAlsoWhenAListenerMapsItLater() {
    try (TestServer server = TestServer.app().listener(LateRoutes.class).start()) {
      assertThat(server.get("/stats").body()).isEqualTo("the service's own");
      assertThat(server.get("/mine").body()).isEqualTo("the service's own");
    }
    assertOneWarningThatNamesTheSetting();
  }

  private static Set<String> map(ServletContext context, String... patterns) {
    return context
        .addServlet("own", Service.answering("the service's own").servlet())
        .addMapping(patterns);
  }

  /** Maps what the service has, after Lapwing is installed. */
  public static final class LateRoutes implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      assertThat(map(event.getServletContext(), "/stats", "/mine")).isEmpty();
    }
  }

  @Test
  void listenerOfTheServiceMayInstall() {
    try (TestServer server =
        TestServer.app()
            .withoutMonitor()
            .servlet("/x", Service.answering("x"))
            .listener(Start.class)
            .start()) {
      server.get("/x");
      assertThat(server.get("/stats").body()).contains("\"operation\":\"GET /x\"");
    }
  }

  /** What the README shows. */
  public static final class Start implements ServletContextListener {
    private final PerformanceMonitor monitor =
        PerformanceMonitor.builder().service("orders").build();

    @Override
    public void contextInitialized(ServletContextEvent event) {
      LapwingServlet.install(event.getServletContext(), monitor);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
      monitor.close();
    }
  }

  @Test
  void servletThatIsMappedByHandStaysWhereItIs() {
    try (PerformanceMonitor own = PerformanceMonitor.builder().build();
        TestServer server =
            TestServer.app()
                .withoutMonitor()
                .afterInstall(
                    context -> {
                      var stats = context.addServlet("stats", new LapwingStatsServlet(own));
                      stats.addMapping("/numbers");
                      stats.setLoadOnStartup(1);
                    })
                .start()) {
      assertThat(server.get("/numbers").body()).contains("lapwing.stats/1");
      assertThat(server.get("/stats").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void containerThatRefusesALateMappingStartsAllTheSame() throws ServletException {
    var registration = knowing(ServletRegistration.class, Map.of("getMappings", List.of()));
    var context = knowing(ServletContext.class, Map.of("getServletRegistration", registration));
    var config =
        knowing(ServletConfig.class, Map.of("getServletContext", context, "getServletName", "x"));
    try (PerformanceMonitor monitor = PerformanceMonitor.builder().build()) {
      new LapwingStatsServlet(monitor).init(config);
      assertThat(monitor.http().endpoint().read(StatsQuery.DEFAULT).self().swallowedErrors())
          .isOne();
    }
  }

  /** Makes what answers some methods, and takes no mapping. */
  private static <T> T knowing(Class<T> type, Map<String, Object> answers) {
    InvocationHandler handler =
        (self, method, arguments) -> {
          if (method.getName().equals("addMapping")) {
            throw new IllegalStateException("too late");
          }
          return answers.get(method.getName());
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Test
  void serviceWithASpecialRouteBelowTheBaseKeepsThatOne() {
    try (TestServer server =
        TestServer.app().servlet("/stats/mine", Service.answering("mine")).start()) {
      assertThat(server.get("/stats/mine").body()).isEqualTo("mine");
      assertThat(server.get("/stats").body()).contains("lapwing.stats/1");
      assertThat(server.recorded()).containsExactly("GET /stats/mine {200=1}");
    }
  }

  @Test
  void nullIsRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> LapwingServlet.install(null, null))
        .withMessageContaining("context");
  }

  @Test
  void contextThatHasStartedIsRefusedWithASentence() {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<PerformanceMonitor> monitor = new AtomicReference<>();
    try (TestServer server =
        TestServer.app()
            .servlet(
                "/late",
                (request, response) -> {
                  try {
                    LapwingServlet.install(request.getServletContext(), monitor.get());
                  } catch (RuntimeException e) {
                    thrown.set(e);
                  }
                })
            .start()) {
      monitor.set(server.monitor);
      server.get("/late");
      assertThat(thrown.get())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("while the context starts")
          .hasCauseInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void secondMonitorInAContextIsRefused() {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    TestServer.App app = TestServer.app();
    try (PerformanceMonitor second = PerformanceMonitor.builder().service("second").build();
        TestServer server =
            app.afterInstall(
                    context -> {
                      try {
                        LapwingServlet.install(context, second);
                      } catch (RuntimeException e) {
                        thrown.set(e);
                      }
                    })
                .start()) {
      assertThat(server.get("/stats").statusCode()).isEqualTo(200);
      assertThat(thrown.get())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("installed once");
    }
  }
}
