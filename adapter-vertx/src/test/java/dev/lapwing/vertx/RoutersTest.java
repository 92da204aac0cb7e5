// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.PerformanceMonitor;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which operation a request to a monitored router belongs to. */
class RoutersTest {

  private static void fail() {
    throw new IllegalStateException("told to fail");
  }

  private static TestServer with(TestServer.Service service) {
    return TestServer.monitored(builder -> {}, service);
  }

  @Test
  void templatesOfNestedRoutersAreWholeAlsoWhenTheyFail() {
    try (TestServer server =
        with(
            (start, root) -> {
              Router api = Router.router(start.vertx());
              Router items = Router.router(start.vertx());
              items.get("/:id").handler(context -> context.end("item"));
              items.get("/:id/boom").handler(context -> fail());
              items.get("/:id/fail").handler(context -> context.fail(418));
              items.get("/").handler(context -> context.end("items"));
              api.route("/items/*").subRouter(items);
              api.get("/version").handler(context -> context.end("1"));
              root.route("/api/*").subRouter(api);
              root.get("/boom").handler(context -> fail());
              root.get("/boom/:id").handler(context -> fail());
            })) {
      server.get("/api/items/1");
      server.get("/api/items/1/boom");
      server.get("/api/items/1/fail");
      server.get("/api/items/");
      server.get("/api/version");
      server.get("/boom");
      server.get("/boom/1");
      server.assertRecorded(
          "GET /api/items/{id} {200=1}",
          "GET /api/items/{id}/boom {500=1} errors=1",
          "GET /api/items/{id}/fail {418=1}",
          "GET /api/items {200=1}",
          "GET /api/version {200=1}",
          "GET /boom {500=1} errors=1",
          "GET /boom/{id} {500=1} errors=1");
    }
  }

  @Test
  void routerThatMatchesNothingLeavesNoTraceInTheTemplate() {
    try (TestServer server =
        with(
            (start, root) -> {
              Router empty = Router.router(start.vertx());
              empty.route().handler(BodyHandler.create());
              Router second = Router.router(start.vertx());
              second.get("/found/:id").handler(context -> context.end("second"));
              root.route().handler(BodyHandler.create());
              root.route("/api/*").subRouter(empty);
              root.route("/api/*").subRouter(second);
              root.get("/api/last").handler(context -> context.end("last"));
            })) {
      server.get("/api/found/1");
      server.get("/api/last");
      server.get("/api/none");
      server.get("/none");
      server.assertRecorded(
          "GET /api/found/{id} {200=1}", "GET /api/last {200=1}", "GET (unmatched) {404=2}");
    }
  }

  @Test
  void routesAndRoutersThatAreAddedLaterAreSeen() {
    try (TestServer server =
        with((start, root) -> root.get("/first").handler(context -> context.end("first")))) {
      server.get("/first");
      Router api = Router.router(server.vertx());
      server.router().route("/api/*").subRouter(api);
      Router items = Router.router(server.vertx());
      items.get("/:id").handler(context -> fail());
      api.route("/items/*").subRouter(items);
      server.get("/api/items/1");
      items.get("/:id/more").handler(context -> context.end("more"));
      server.router().get("/second/:id").handler(context -> fail());
      server.get("/api/items/1/more");
      server.get("/second/1");
      server.assertRecorded(
          "GET /first {200=1}",
          "GET /api/items/{id} {500=1} errors=1",
          "GET /api/items/{id}/more {200=1}",
          "GET /second/{id} {500=1} errors=1");
    }
  }

  @Test
  void routerThatIsMountedWhileItIsLookedAtIsSeen() {
    try (TestServer server = with((start, root) -> {})) {
      String[] rows = new String[50];
      for (int i = 0; i < rows.length; i++) {
        Router api = Router.router(server.vertx());
        api.get("/:id").handler(context -> fail());
        server.router().route("/api" + i + "/*").subRouter(api);
        server.get("/api" + i + "/1");
        rows[i] = "GET /api" + i + "/{id} {500=1} errors=1";
      }
      server.assertRecorded(rows);
    }
  }

  @Test
  void routerThatWasClearedIsSeenAgainWithItsNextRoute() {
    try (TestServer server =
        with((start, root) -> root.get("/old").handler(context -> context.end("old")))) {
      server.router().clear();
      server.router().get("/new").handler(context -> context.end("new"));
      assertThat(server.get("/new").body()).isEqualTo("new");
      server.assertRecorded("GET /new {200=1}");
    }
  }

  @Test
  void routerThatIsMountedTwiceHasTwoTemplates() {
    try (TestServer server =
        with(
            (start, root) -> {
              Router shared = Router.router(start.vertx());
              shared.get("/:id").handler(context -> context.end("shared"));
              root.route("/a/*").subRouter(shared);
              root.route("/b/*").subRouter(shared);
            })) {
      server.get("/a/1");
      server.get("/b/1");
      server.assertRecorded("GET /a/{id} {200=1}", "GET /b/{id} {200=1}");
    }
  }

  @Test
  void routerMayBeServedByItselfAndBelowAnother() {
    try (PerformanceMonitor admin = PerformanceMonitor.builder().environment(Map.of()).build();
        TestServer server =
            with(
                (start, root) -> {
                  Router shared = Router.router(start.vertx());
                  shared.get("/:id").handler(context -> context.end("shared"));
                  shared.get("/:id/boom").handler(context -> fail());
                  root.route("/below/*").subRouter(shared);
                  TestServer.get(
                      start
                          .vertx()
                          .createHttpServer()
                          .requestHandler(LapwingHandler.monitored(start.vertx(), shared, admin))
                          .listen(0, "127.0.0.1"));
                })) {
      server.get("/below/1");
      server.get("/below/1/boom");
      server.assertRecorded("GET /below/{id} {200=1}", "GET /below/{id}/boom {500=1} errors=1");
      assertThat(admin.getStats()).isEmpty();
    }
  }

  @Test
  void kindsOfPathsAreSpeltInOneWay() {
    try (TestServer server =
        with(
            (start, root) -> {
              Router api = Router.router(start.vertx());
              api.getWithRegex("\\/report-(?<year>[0-9]+)").handler(context -> context.end("r"));
              api.route().handler(context -> context.end("any"));
              root.getWithRegex("\\/archive\\/(?<year>[0-9]+)")
                  .handler(context -> context.end("a"));
              root.get("/files/*").handler(context -> context.end("f"));
              root.get("/named/:id").setName("a name").handler(context -> context.end("n"));
              root.route("/api/*").subRouter(api);
            })) {
      server.get("/archive/2026");
      server.get("/files/a/b");
      server.get("/named/1");
      server.get("/api/report-2026");
      server.get("/api/anything");
      server.assertRecorded(
          "GET /archive/{year} {200=1}",
          "GET /files/{path...} {200=1}",
          "GET /named/{id} {200=1}",
          "GET /api/report-{year} {200=1}",
          "GET /api/{path...} {200=1}");
    }
  }

  @Test
  void rerouteKeepsTheFirstRouteThatMatched() {
    try (TestServer server =
        with(
            (start, root) -> {
              Router api = Router.router(start.vertx());
              api.get("/:id/old").handler(context -> context.reroute("/new"));
              api.get("/:id/boom").handler(context -> context.reroute("/fails"));
              root.route("/api/*").subRouter(api);
              root.get("/new").handler(context -> context.end("new"));
              root.get("/fails").handler(context -> fail());
              root.get("/gone").handler(context -> context.fail(410));
              root.get("/index").handler(context -> context.end("index"));
              root.errorHandler(404, context -> context.reroute(HttpMethod.GET, "/index"));
              root.errorHandler(410, context -> context.reroute(HttpMethod.GET, "/index"));
            })) {
      assertThat(server.get("/api/1/old").body()).isEqualTo("new");
      server.get("/api/1/boom");
      assertThat(server.get("/gone").body()).isEqualTo("index");
      assertThat(server.get("/nowhere").body()).isEqualTo("index");
      server.assertRecorded(
          "GET /api/{id}/old {200=1}",
          "GET /api/{id}/boom {500=1} errors=1",
          "GET /gone {200=1}",
          "GET /index {200=1}");
    }
  }

  @Test
  void filesAreStaticWhereverTheirHandlerIs(@TempDir Path files) throws IOException {
    Files.writeString(files.resolve("a.css"), "a {}");
    Files.writeString(files.resolve("index.html"), "home");
    try (TestServer server =
        with(
            (start, root) -> {
              Router assets = Router.router(start.vertx());
              assets.route("/css/*").handler(files(files));
              root.route("/assets/*").subRouter(assets);
              root.get("/").handler(files(files));
              root.route().handler(files(files));
            })) {
      assertThat(server.get("/").body()).isEqualTo("home");
      assertThat(server.get("/assets/css/a.css").body()).isEqualTo("a {}");
      assertThat(server.get("/a.css").statusCode()).isEqualTo(200);
      assertThat(server.get("/assets/css/none.css").statusCode()).isEqualTo(404);
      assertThat(server.get("/none.css").statusCode()).isEqualTo(404);
      server.assertRecorded("GET (static) {200=3}", "GET (unmatched) {404=2}");
    }
  }

  private static StaticHandler files(Path root) {
    return StaticHandler.create(FileSystemAccess.ROOT, root.toAbsolutePath().toString());
  }
}
