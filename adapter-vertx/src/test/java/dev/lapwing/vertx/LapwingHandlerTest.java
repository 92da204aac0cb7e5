// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A handler alone, in a router that is served as it is. */
class LapwingHandlerTest {

  private static TestServer with(TestServer.Service service) {
    return TestServer.plain(
        (server, router) -> {
          router
              .route()
              .handler(LapwingHandler.create(server.monitor()))
              .handler(BodyHandler.create());
          service.addRoutes(server, router);
        });
  }

  @Test
  void requestsAreMeasuredUnderTheirRoutes() {
    try (TestServer server =
        with(
            (start, root) -> {
              root.get("/users/:id").handler(context -> context.end("user"));
              root.get("/missing/:id")
                  .handler(context -> context.response().setStatusCode(404).end());
              root.get("/handled/:id")
                  .handler(context -> context.fail(422))
                  .failureHandler(
                      context -> context.response().setStatusCode(context.statusCode()).end());
            })) {
      server.get("/users/1");
      server.get("/missing/1");
      server.get("/handled/1");
      server.get("/none");
      server.send("POST", "/users/1");
      server.assertRecorded(
          "GET /users/{id} {200=1}",
          "GET /missing/{id} {404=1}",
          "GET /handled/{id} {422=1}",
          "GET (unmatched) {404=1}",
          "POST (unmatched) {405=1}");
    }
  }

  @Test
  void whatOnlyAMonitoredRouterSeesIsCountedAllTheSame() {
    try (TestServer server =
        with(
            (start, root) -> {
              Router api = Router.router(start.vertx());
              api.get("/items/:id").handler(context -> context.end("item"));
              root.route("/api/*").subRouter(api);
              root.get("/boom/:id")
                  .handler(
                      context -> {
                        throw new IllegalStateException("told to fail");
                      });
              root.get("/old/:id").handler(context -> context.reroute("/new"));
              root.get("/new").handler(context -> context.end("new"));
            })) {
      server.get("/api/items/1");
      server.get("/boom/1");
      server.get("/old/1");
      server.assertRecorded(
          "GET /api/{path...} {200=1}", "GET (unmatched) {500=1} errors=1", "GET /new {200=1}");
    }
  }

  @Test
  void webSocketIsNotCountedAndNotInFlight() throws IOException {
    try (TestServer server =
        with(
            (start, root) -> root.get("/ws").handler(context -> context.request().toWebSocket()))) {
      try (Socket socket =
          server.open(
              "/ws",
              "Connection: Upgrade",
              "Upgrade: websocket",
              "Sec-WebSocket-Version: 13",
              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")) {
        assertThat(new String(socket.getInputStream().readNBytes(12))).endsWith("101");
        server.assertRecorded();
      }
    }
  }

  @Test
  void eventStreamIsRecordedAtItsHeadAlsoAfterAReroute() throws IOException {
    try (TestServer server =
        with(
            (start, root) -> {
              root.get("/old").handler(context -> context.reroute("/events"));
              root.get("/events")
                  .handler(
                      context ->
                          context
                              .response()
                              .setChunked(true)
                              .putHeader("Content-Type", "text/event-stream")
                              .write("data: 1"));
            })) {
      try (Socket socket = server.open("/old")) {
        assertThat(socket.getInputStream().readNBytes(12)).hasSize(12);
        await().until(() -> server.document().streams().open() == 1);
        assertThat(server.operations()).containsExactly("GET /events");
      }
      server.assertRecorded("GET /events {200=1}");
    }
  }

  @Test
  void requestThatIsAnsweredBeforeTheHandlerIsLeftAlone() {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    try (TestServer server =
        TestServer.plain(
            (start, root) -> {
              root.route()
                  .handler(context -> context.end("early").onSuccess(sent -> context.next()))
                  .failureHandler(context -> failure.set(context.failure()));
              root.route().handler(LapwingHandler.create(start.monitor()));
              root.get("/late").handler(context -> context.put("late", true));
            })) {
      assertThat(server.get("/late").body()).isEqualTo("early");
      await().until(() -> server.document().self().swallowedErrors() == 1);
      assertThat(server.operations()).isEmpty();
      assertThat(failure.get()).isNull();
    }
  }

  @Test
  void requestThatPassesTwiceIsMeasuredOnce() {
    try (TestServer server =
        TestServer.monitored(
            builder -> {},
            (start, root) -> {
              root.route().handler(LapwingHandler.create(start.monitor()));
              root.route().handler(LapwingHandler.create(start.monitor()));
              root.get("/boom/:id")
                  .handler(
                      context -> {
                        throw new IllegalStateException("told to fail");
                      });
            })) {
      server.get("/boom/1");
      server.assertRecorded("GET /boom/{id} {500=1} errors=1");
    }
  }

  @Test
  void routerThatIsServedByItselfAgainIsNotMeasured() {
    try (TestServer server =
        TestServer.plain(
            (start, root) -> {
              root.get("/users/:id").handler(context -> context.end("user"));
              LapwingHandler.monitored(start.vertx(), root, start.monitor());
            })) {
      assertThat(server.get("/users/1").body()).isEqualTo("user");
      server.assertRecorded();
    }
  }
}
