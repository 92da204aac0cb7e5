// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.servlet.LapwingFilter;
import dev.lapwing.servlet.LapwingServlet;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

/** The plugin as a service registers it. */
class LapwingPluginTest {

  @Test
  void secondPluginOfOneServiceIsRefused() {
    try (PerformanceMonitor monitor = PerformanceMonitor.builder().build()) {
      assertThatThrownBy(
              () ->
                  Javalin.create(
                      config -> {
                        config.registerPlugin(new LapwingPlugin(monitor));
                        config.registerPlugin(new LapwingPlugin(monitor));
                      }))
          .hasMessageContaining("LapwingPlugin is already registered");
    }
  }

  @Test
  void missingMonitorOrSettingsAreRefused() {
    assertThatThrownBy(() -> new LapwingPlugin(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("monitor must not be null");
    try (PerformanceMonitor monitor = PerformanceMonitor.builder().build()) {
      assertThatThrownBy(() -> new LapwingPlugin(monitor, null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("settings must not be null");
    }
  }

  @Test
  void servicesSideBySideHaveTheirOwnNumbers() {
    try (JavalinServer one =
            JavalinServer.start(config -> config.routes.get("/one", ctx -> ctx.result("1")));
        JavalinServer other =
            JavalinServer.start(config -> config.routes.get("/other", ctx -> ctx.result("2")))) {
      one.get("/one");
      other.get("/other");
      assertThat(one.recorded()).containsExactly("GET /one {200=1}");
      assertThat(other.recorded()).containsExactly("GET /other {200=1}");
    }
  }

  @Test
  void disabledMonitorLeavesTheServiceAsItIsAndServesAnEmptyDocument() {
    try (JavalinServer server =
        JavalinServer.start(
            settings -> settings.enabled(false),
            (config, monitor) -> {
              config.registerPlugin(new LapwingPlugin(monitor));
              config.routes.get("/users/{id}", ctx -> ctx.result("user"));
            })) {
      assertThat(server.get("/users/1").body()).isEqualTo("user");
      assertThat(server.get("/stats").body()).contains("\"operations\":[]");
      assertThat(server.recorded()).isEmpty();
    }
  }

  @Test
  void filtersThatTheServiceAddsToJettyAreMeasuredToo() {
    Filter refusing = (request, response, chain) -> ((HttpServletResponse) response).sendError(429);
    try (JavalinServer server =
        JavalinServer.start(
            config ->
                config.jetty.modifyServletContextHandler(
                    context ->
                        context.addFilter(
                            new FilterHolder(refusing),
                            "/*",
                            EnumSet.of(DispatcherType.REQUEST))))) {
      assertThat(server.get("/users/1").statusCode()).isEqualTo(429);
      assertThat(server.recorded()).containsExactly("GET (unmatched) {429=1}");
    }
  }

  @Test
  void errorThatAHandlerThrowsIsAnErrorWith500() {
    try (JavalinServer server =
        JavalinServer.start(
            config ->
                config.routes.get(
                    "/users/{id}",
                    ctx -> {
                      throw new StackOverflowError("told to fail");
                    }))) {
      assertThat(server.get("/users/1").statusCode()).isEqualTo(500);
      assertThat(server.recorded()).containsExactly("GET /users/{id} {500=1} errors=1");
    }
  }

  @Test
  void onAnotherServerTheServletAdapterMeasuresAndTheServiceNamesItsRoutes() throws Exception {
    try (PerformanceMonitor monitor = PerformanceMonitor.builder().build()) {
      Javalin app =
          Javalin.create(
              config -> {
                config.startup.startupWatcherEnabled = false;
                config.routes.beforeMatched(LapwingPluginTest::nameRoute);
                config.routes.get("/users/{id}", ctx -> ctx.result("user"));
              });
      Server jetty = new Server();
      ServerConnector connector = new ServerConnector(jetty);
      connector.setHost("127.0.0.1");
      jetty.addConnector(connector);
      ServletContextHandler context = new ServletContextHandler();
      JettyWebSocketServletContainerInitializer.configure(context, null);
      context.addServletContainerInitializer(
          (classes, servlets) -> LapwingServlet.install(servlets, monitor));
      context.addServlet(new ServletHolder(app.javalinServlet()), "/*");
      jetty.setHandler(context);
      jetty.start();
      try {
        String answer = Requests.get(connector.getLocalPort(), "/users/1");
        assertThat(answer).isEqualTo("user");
        assertThat(Requests.get(connector.getLocalPort(), "/stats"))
            .contains("lapwing.stats/1", "GET /users/{id}");
      } finally {
        jetty.stop();
      }
    }
  }

  /** Files match as well, without an endpoint. */
  private static void nameRoute(Context ctx) {
    Endpoint matched = ctx.endpoints().matchedHttpEndpoint();
    if (matched != null) {
      ctx.attribute(LapwingFilter.ROUTE_ATTRIBUTE, matched.path);
    }
  }
}
