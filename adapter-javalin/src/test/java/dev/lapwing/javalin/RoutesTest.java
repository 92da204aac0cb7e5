// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.javalin;

import static io.javalin.apibuilder.ApiBuilder.get;
import static io.javalin.apibuilder.ApiBuilder.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.config.JavalinConfig;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.servlet.DefaultTasks;
import io.javalin.http.staticfiles.Location;
import io.javalin.router.Endpoint;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which operation a request belongs to. */
class RoutesTest {
  private static void ok(Context ctx) {
    ctx.result("ok");
  }

  @Test
  void everySpellingOfJavalinIsATemplate() {
    try (JavalinServer server =
        JavalinServer.start(
            config -> {
              config.router.contextPath = "/shop";
              config.routes.get("/", RoutesTest::ok);
              config.routes.get("/files/<path>", RoutesTest::ok);
              config.routes.get("/glob/*", RoutesTest::ok);
              config.routes.get("/from/{a}-{b}", RoutesTest::ok);
              config.routes.apiBuilder(
                  () -> path("/api", () -> path("items", () -> get("{id}", RoutesTest::ok))));
            })) {
      for (String path :
          List.of("/", "/files/a/b", "/glob/a/b", "/from/1-2", "/api/items/7", "/API/items/7")) {
        server.get("/shop" + path);
      }
      assertThat(server.recorded())
          .containsExactly(
              "GET (unmatched) {404=1}",
              "GET /shop {200=1}",
              "GET /shop/api/items/{id} {200=1}",
              "GET /shop/files/{path...} {200=1}",
              "GET /shop/from/{a}-{b} {200=1}",
              "GET /shop/glob/{path...} {200=1}");
    }
  }

  @Test
  void headThatJavalinAnswersForAGetHasItsTemplate() {
    try (JavalinServer server =
        JavalinServer.start(config -> config.routes.get("/users/{id}", RoutesTest::ok))) {
      assertThat(server.send("HEAD", "/users/1").statusCode()).isEqualTo(200);
      assertThat(server.send("HEAD", "/nowhere").statusCode()).isEqualTo(404);
      assertThat(server.recorded())
          .containsExactly("HEAD (unmatched) {404=1}", "HEAD /users/{id} {200=1}");
    }
  }

  @Test
  void methodWithoutARouteIsUnmatched() {
    try (JavalinServer server =
        JavalinServer.start(
            config -> {
              config.http.prefer405over404 = true;
              config.routes.get("/users/{id}", RoutesTest::ok);
            })) {
      assertThat(server.send("PUT", "/users/1").statusCode()).isEqualTo(405);
      assertThat(server.recorded()).containsExactly("PUT (unmatched) {405=1}");
    }
  }

  @Test
  void mappedExceptionHasItsStatusAndErrorHandlersHaveTheLastWord() {
    try (JavalinServer server =
        JavalinServer.start(
            config -> {
              config.routes.get(
                  "/conflict/{id}",
                  ctx -> {
                    throw new ConflictResponse();
                  });
              config.routes.get(
                  "/mapped/{id}",
                  ctx -> {
                    throw new ArithmeticException();
                  });
              config.routes.exception(ArithmeticException.class, (e, ctx) -> ctx.status(418));
              config.routes.error(409, ctx -> ctx.status(410).result("gone"));
            })) {
      assertThat(server.get("/conflict/1").statusCode()).isEqualTo(410);
      assertThat(server.get("/mapped/1").statusCode()).isEqualTo(418);
      assertThat(server.recorded())
          .containsExactly("GET /conflict/{id} {410=1}", "GET /mapped/{id} {418=1}");
    }
  }

  @Test
  void filesAreStaticByTheirHandlerAndWhatIsMissingIsUnmatched(@TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("app.js"), "var x;");
    try (JavalinServer server =
        JavalinServer.start(
            config -> {
              config.staticFiles.add(folder.toString(), Location.EXTERNAL);
              config.routes.get("/route.js", ctx -> ctx.status(404));
            })) {
      assertThat(server.get("/app.js").body()).isEqualTo("var x;");
      String tag = server.get("/app.js").headers().firstValue("ETag").orElseThrow();
      assertThat(server.get("/app.js", "If-None-Match", tag).statusCode()).isEqualTo(304);
      assertThat(server.get("/missing.js").statusCode()).isEqualTo(404);
      assertThat(server.get("/route.js").statusCode()).isEqualTo(404);
      assertThat(server.recorded())
          .containsExactly(
              "GET (static) {200=2, 304=1}", "GET (unmatched) {404=1}", "GET /route.js {404=1}");
    }
  }

  @Test
  void singlePageIsStaticForWhoeverTakesHtml(@TempDir Path folder) throws IOException {
    Path page = Files.writeString(folder.resolve("index.html"), "<html>");
    try (JavalinServer server =
        JavalinServer.start(
            config -> config.spaRoot.addFile("/", page.toString(), Location.EXTERNAL))) {
      assertThat(server.get("/any/path", "Accept", "text/html").body()).isEqualTo("<html>");
      assertThat(server.get("/any/path", "Accept", "image/png").statusCode()).isEqualTo(404);
      assertThat(server.recorded())
          .containsExactly("GET (static) {200=1}", "GET (unmatched) {404=1}");
    }
  }

  @Test
  void servletThatTheServiceAddsToJettyHasItsMapping() {
    try (JavalinServer server =
        JavalinServer.start(
            config ->
                config.jetty.modifyServletContextHandler(
                    context -> context.addServlet(new Legacy(), "/legacy/*")))) {
      assertThat(server.get("/legacy/a").body()).isEqualTo("legacy");
      assertThat(server.recorded()).containsExactly("GET /legacy/{path...} {200=1}");
    }
  }

  private static final class Legacy extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print("legacy");
    }
  }

  @Test
  @SuppressWarnings("unchecked") // Javalin's parameter is an array of a generic type
  void lifeCycleThatTheServiceSetsIsMeasuredToo() {
    try (JavalinServer server =
        JavalinServer.start(
            config -> {
              config.requestLifeCycle(DefaultTasks.INSTANCE.getHTTP());
              config.routes.get("/users/{id}", RoutesTest::ok);
            })) {
      assertThat(server.get("/users/1").statusCode()).isEqualTo(200);
      assertThat(server.recorded()).containsExactly("GET /users/{id} {200=1}");
    }
  }

  @Test
  void handlersSeeNothingOfThePlugin() {
    List<List<String>> seen = new ArrayList<>();
    Consumer<JavalinConfig> service =
        config -> {
          config.routes.before(RoutesTest::ok);
          config.routes.get("/users/{id}", RoutesTest::ok);
          config.routes.after(ctx -> seen.add(paths(ctx)));
        };
    try (JavalinServer without =
            JavalinServer.start(settings -> {}, (config, monitor) -> service.accept(config));
        JavalinServer with = JavalinServer.start(service)) {
      without.get("/users/1");
      with.get("/users/1");
      assertThat(with.recorded()).containsExactly("GET /users/{id} {200=1}");
      assertThat(seen).hasSize(2);
      assertThat(seen.get(1)).isEqualTo(seen.get(0)).hasSize(3);
    }
  }

  private static List<String> paths(Context ctx) {
    return ctx.endpoints().list().stream().map(RoutesTest::spelling).toList();
  }

  private static String spelling(Endpoint endpoint) {
    HandlerType method = endpoint.method;
    return method + " " + endpoint.path;
  }
}
