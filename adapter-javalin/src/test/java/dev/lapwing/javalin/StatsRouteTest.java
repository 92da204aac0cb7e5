// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.javalin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.http.StatsAccess;
import io.javalin.config.JavalinConfig;
import io.javalin.http.ForbiddenResponse;
import io.javalin.security.RouteRole;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.junit.jupiter.api.Test;

/** The stats endpoint among the routes of a service. */
class StatsRouteTest {
  private static final String[] ADMIN = {"User", "admin"};

  private enum Role implements RouteRole {
    ADMIN
  }

  /** Starts a service that refuses whoever lacks a role of the route. */
  private static JavalinServer startWithRoles(StatsAccess access) {
    return JavalinServer.start(
        settings -> settings.access(access),
        (config, monitor) -> {
          config.registerPlugin(new LapwingPlugin(monitor, lapwing -> lapwing.roles(Role.ADMIN)));
          config.routes.beforeMatched(
              ctx -> {
                if (!ctx.routeRoles().isEmpty() && !"admin".equals(ctx.header("User"))) {
                  throw new ForbiddenResponse();
                }
              });
          config.routes.get("/open", ctx -> ctx.result("open"));
        });
  }

  @Test
  void rolesOfTheServiceDecideWhenAccessIsLeftToThem() {
    try (JavalinServer server = startWithRoles(StatsAccess.DELEGATED)) {
      assertThat(server.get("/open").statusCode()).isEqualTo(200);
      assertThat(server.get("/stats").statusCode()).isEqualTo(403);
      assertThat(server.get("/stats/clear").statusCode()).isEqualTo(403);
      assertThat(server.get("/stats", ADMIN).body()).contains("lapwing.stats/1", "GET /open");
      assertThat(server.get("/stats", "User", "admin", "X-Forwarded-For", "192.0.2.1"))
          .returns(200, response -> response.statusCode());
      assertThat(server.recorded()).containsExactly("GET /open {200=1}");
    }
  }

  @Test
  void rolesAreCheckedBesidesTheRuleOfAccess() {
    try (JavalinServer server = startWithRoles(StatsAccess.LOOPBACK)) {
      assertThat(server.get("/stats").statusCode()).isEqualTo(403);
      assertThat(server.get("/stats", ADMIN).statusCode()).isEqualTo(200);
      assertThat(server.get("/stats", "User", "admin", "X-Forwarded-For", "127.0.0.1").body())
          .contains("\"rule\"")
          .doesNotContain("totals");
    }
  }

  @Test
  void readersAreInNoNumberNotEvenInThePeak() {
    try (JavalinServer server = startWithRoles(StatsAccess.LOOPBACK)) {
      server.get("/stats");
      server.get("/stats/", ADMIN);
      server.get("/stats/nowhere", ADMIN);
      server.send("DELETE", "/stats", ADMIN);
      server.send("POST", "/stats", "X-HTTP-Method-Override", "GET");
      assertThat(server.stats().activeRequestsPeak()).isZero();
      assertThat(server.recorded()).isEmpty();
    }
  }

  @Test
  void readersAreLeftOutHoweverTheServiceLetsThemSpellThePath() {
    try (JavalinServer server =
        JavalinServer.start(
            config -> {
              config.router.caseInsensitiveRoutes = true;
              config.router.treatMultipleSlashesAsSingleSlash = true;
            })) {
      assertThat(server.get("/Stats").body()).contains("lapwing.stats/1");
      assertThat(server.get("//stats").body()).contains("lapwing.stats/1");
      assertThat(server.recorded()).isEmpty();
    }
  }

  @Test
  void addressesAreThoseOfTheConnectionWhateverACustomizerBelieves() {
    try (JavalinServer server =
        JavalinServer.start(
            config -> {
              config.jetty.modifyHttpConfiguration(StatsRouteTest::believeForwardedHeaders);
              config.routes.get("/address", ctx -> ctx.result(ctx.req().getRemoteAddr()));
            })) {
      assertThat(server.get("/address", "Client", "192.0.2.1").body()).isEqualTo("192.0.2.1");
      assertThat(server.get("/stats", "Client", "192.0.2.1").statusCode()).isEqualTo(200);
      assertThat(server.get("/stats", "X-Forwarded-For", "127.0.0.1").statusCode()).isEqualTo(403);
    }
  }

  private static void believeForwardedHeaders(HttpConfiguration http) {
    ForwardedRequestCustomizer customizer = new ForwardedRequestCustomizer();
    customizer.setForwardedForHeader("Client");
    http.addCustomizer(customizer);
  }

  @Test
  void errorHandlerOfTheServiceAnswersForARefusalAndNothingIsMixed() {
    try (JavalinServer server =
        JavalinServer.start(config -> config.routes.error(404, ctx -> ctx.result("not here")))) {
      assertThat(server.get("/stats/nowhere"))
          .returns(404, response -> response.statusCode())
          .returns("not here", response -> response.body());
      assertThat(server.get("/stats?window=1y").body()).startsWith("{").endsWith("}");
    }
  }

  @Test
  void afterHandlersOfTheServiceRun() {
    try (JavalinServer server =
        JavalinServer.start(config -> config.routes.after(ctx -> ctx.header("After", "yes")))) {
      assertThat(server.get("/stats?window=1y").headers().firstValue("After")).contains("yes");
    }
  }

  @Test
  void routeOfTheServiceAtTheBaseWinsWithOneWarning() {
    assertYields(config -> config.routes.get("/stats", ctx -> ctx.result("own")), "GET /stats ");
  }

  @Test
  void routeOfTheServiceThatTakesTheBaseWinsToo() {
    assertYields(config -> config.routes.get("/{page}", ctx -> ctx.result("own")), "GET /{page} ");
  }

  private static void assertYields(Consumer<JavalinConfig> service, String route) {
    try (LogLines log = new LogLines();
        JavalinServer server = JavalinServer.start(service)) {
      assertThat(server.get("/stats").body()).isEqualTo("own");
      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains(route, "lapwing.path", "/stats");
      assertThat(server.recorded()).hasSize(1);
    }
  }

  @Test
  void handlerCanBeAddedBeforeARouteThatTakesEveryPath() {
    try (LogLines log = new LogLines();
        JavalinServer server =
            JavalinServer.start(
                settings -> {},
                (config, monitor) -> {
                  config.registerPlugin(new LapwingPlugin(monitor));
                  config.routes.get("/stats", new LapwingStatsHandler(monitor));
                  config.routes.get("/*", ctx -> ctx.result("own"));
                })) {
      assertThat(server.get("/stats").body()).contains("lapwing.stats/1");
      assertThat(server.get("/stats/more").body()).isEqualTo("own");
      assertThat(log.warnings()).isEmpty();
      assertThat(server.recorded()).containsExactly("GET /{path...} {200=1}");
    }
  }

  @Test
  void routesOfTheServiceBesidesTheBaseAreItsOwnAndMeasured() {
    try (JavalinServer server =
        JavalinServer.start(
            config -> {
              config.routes.get("/stats/mine", ctx -> ctx.result("mine"));
              config.routes.post("/stats", ctx -> ctx.result("posted"));
              config.routes.get("/statistics", ctx -> ctx.result("other"));
            })) {
      assertThat(server.get("/stats").body()).contains("lapwing.stats/1");
      assertThat(server.get("/stats/mine").body()).isEqualTo("mine");
      assertThat(server.send("POST", "/stats").body()).isEqualTo("posted");
      assertThat(server.get("/statistics").body()).isEqualTo("other");
      assertThat(server.recorded())
          .containsExactly(
              "GET /statistics {200=1}", "GET /stats/mine {200=1}", "POST /stats {200=1}");
    }
  }

  @Test
  void documentOfManyRoutesIsStreamedAndCompressedOnce() throws IOException {
    try (JavalinServer server =
        JavalinServer.start(
            config -> {
              for (int i = 0; i < 300; i++) {
                config.routes.get("/route-" + i, ctx -> ctx.result("ok"));
              }
            })) {
      for (int i = 0; i < 300; i++) {
        server.get("/route-" + i);
      }
      assertThat(server.get("/stats").body())
          .hasSizeGreaterThan(100_000)
          .contains("GET /route-0\"", "GET /route-299\"")
          .endsWith("}");
      HttpURLConnection packed =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + server.port() + "/stats").toURL().openConnection();
      packed.setRequestProperty("Accept-Encoding", "gzip");
      assertThat(packed.getHeaderFields())
          .containsEntry("Content-Encoding", List.of("gzip"))
          .containsEntry("Content-Type", List.of("application/json"));
      try (InputStream body = new GZIPInputStream(packed.getInputStream())) {
        assertThat(new String(body.readAllBytes(), UTF_8)).startsWith("{").endsWith("}");
      }
    }
  }
}
