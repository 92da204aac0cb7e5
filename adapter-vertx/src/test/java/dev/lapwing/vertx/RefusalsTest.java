// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.web.AllowForwardHeaders;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** What a monitored router refuses, and how it answers, as without a monitor. */
class RefusalsTest {

  private static void fail() {
    throw new IllegalStateException("told to fail");
  }

  @Test
  void filterThatRefusesIsUnmatchedButAfterTheRoute() {
    try (TestServer server =
        TestServer.monitored(
            root -> {
              root.route()
                  .handler(
                      context -> {
                        if (context.request().getHeader("Authorization") == null) {
                          context.fail(401);
                        } else {
                          context.next();
                        }
                      });
              root.get("/users/:id")
                  .handler(
                      context -> {
                        if (context.pathParam("id").equals("2")) {
                          context.fail(403);
                        } else {
                          context.next();
                        }
                      })
                  .handler(context -> context.end("user"));
            })) {
      server.get("/users/1");
      server.get("/users/1", "Authorization", "me");
      server.get("/users/2", "Authorization", "me");
      server.assertRecorded("GET (unmatched) {401=1}", "GET /users/{id} {200=1, 403=1}");
    }
  }

  @Test
  void methodsThatAreNotAllowedAreAnsweredAsVertxDoes() {
    try (TestServer server =
        TestServer.monitored(
            root -> {
              root.get("/users/:id").handler(context -> context.end("user"));
              root.post("/users").consumes("application/json").handler(context -> context.end());
              root.get("/json").produces("application/json").handler(context -> context.end());
            })) {
      assertThat(server.send("HEAD", "/users/1").statusCode()).isEqualTo(405);
      assertThat(server.send("OPTIONS", "/users/1").statusCode()).isEqualTo(405);
      assertThat(server.send("DELETE", "/users/1").headers().firstValue("Allow")).hasValue("GET");
      assertThat(server.send("POST", "/users", "Content-Type", "text/plain").statusCode())
          .isEqualTo(415);
      assertThat(server.get("/json", "Accept", "text/plain").statusCode()).isEqualTo(406);
      server.assertRecorded(
          "HEAD (unmatched) {405=1}",
          "OPTIONS (unmatched) {405=1}",
          "DELETE (unmatched) {405=1}",
          "POST (unmatched) {415=1}",
          "GET (unmatched) {406=1}");
    }
  }

  @Test
  void errorHandlersAndForwardingWorkAsWithoutMonitor() {
    try (TestServer server =
        TestServer.monitored(
            root -> {
              root.allowForward(AllowForwardHeaders.X_FORWARD);
              // One that only takes note, so that Vert.x itself answers.
              root.errorHandler(500, context -> context.put("noted", true));
              root.errorHandler(404, context -> context.response().setStatusCode(404).end("mine"));
              root.get("/boom").handler(context -> fail());
              root.get("/who")
                  .handler(context -> context.end(context.request().remoteAddress().host()));
              root.get("/mount").handler(context -> context.end("" + context.mountPoint()));
            })) {
      assertThat(server.get("/boom").statusCode()).isEqualTo(500);
      assertThat(server.get("/none").body()).isEqualTo("mine");
      assertThat(server.get("/who", "X-Forwarded-For", "10.1.2.3").body()).isEqualTo("10.1.2.3");
      assertThat(server.get("/mount").body()).isEqualTo("null");
      server.assertRecorded(
          "GET /boom {500=1} errors=1",
          "GET (unmatched) {404=1}",
          "GET /who {200=1}",
          "GET /mount {200=1}");
    }
  }

  @Test
  void requestsThatTheRouterRefusesBeforeItsRoutesAreCounted() throws IOException {
    try (TestServer server =
        TestServer.monitored(root -> root.get("/x/:id").handler(context -> context.end("x")))) {
      assertThat(server.get("/x/%25zz").statusCode()).isEqualTo(200);
      try (Socket socket = server.open("*")) {
        assertThat(new String(socket.getInputStream().readNBytes(12))).isEqualTo("HTTP/1.1 404");
      }
      server.assertRecorded("GET /x/{id} {200=1}", "GET (unmatched) {404=1}");
    }
  }
}
