// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What a service says to its response, and is told by it, below a monitored router. */
class ResponseHandlersTest {
  private final Queue<String> events = new ConcurrentLinkedQueue<>();

  private void addRoutes(Router root) {
    root.route()
        .handler(
            context -> {
              context
                  .response()
                  .headersEndHandler(it -> events.add("head"))
                  .bodyEndHandler(it -> events.add("body"))
                  .endHandler(it -> events.add("end"))
                  .exceptionHandler(it -> events.add("exception"))
                  .closeHandler(it -> events.add("close"));
              context.next();
            });
    root.get("/end").handler(context -> context.end("end"));
    root.get("/never").handler(context -> {});
  }

  @Test
  void serviceIsToldOfTheEndOnceOfEachKind() {
    try (TestServer server = TestServer.monitored(this::addRoutes)) {
      server.get("/end");
      server.assertRecorded("GET /end {200=1}");
      assertThat(events).containsExactly("head", "body", "end");
    }
  }

  @Test
  void serviceIsToldWhenItsClientLeavesAndSoIsTheMonitor() throws IOException {
    try (TestServer server = TestServer.monitored(this::addRoutes)) {
      try (Socket socket = server.open("/never")) {
        await().until(() -> server.document().activeRequests() == 1);
        assertThat(socket.isConnected()).isTrue();
      }
      server.assertRecorded("GET /never {aborted=1}");
      await().until(() -> events.contains("close"));
      assertThat(events).startsWith("exception").containsOnlyOnce("close").doesNotContain("end");
    }
  }

  @Test
  void handlersOfContextsAreCalledBesides() {
    try (TestServer server =
        TestServer.monitored(
            root ->
                root.get("/end")
                    .handler(
                        context -> {
                          context.addHeadersEndHandler(it -> events.add("head"));
                          context.addBodyEndHandler(it -> events.add("body"));
                          context.addEndHandler(it -> events.add("end " + it.succeeded()));
                          context.end("end");
                        }))) {
      server.get("/end");
      server.assertRecorded("GET /end {200=1}");
      assertThat(events).containsExactly("head", "body", "end true");
    }
  }

  @Test
  void whatIsSaidToTheResponseArrives() {
    try (TestServer server =
        TestServer.monitored(
            root ->
                root.get("/said")
                    .handler(
                        context -> {
                          HttpServerResponse response = context.response();
                          response
                              .setStatusCode(203)
                              .setStatusMessage("Said")
                              .setChunked(true)
                              .putHeader("single", "1")
                              .addCookie(Cookie.cookie("kept", "1"))
                              .addCookie(Cookie.cookie("dropped", "1"));
                          response.removeCookie("dropped", false);
                          response.headers().add("added", "2");
                          response
                              .write(response.getStatusMessage() + response.isChunked())
                              .compose(sent -> response.write("+", "UTF-8"))
                              .compose(
                                  sent -> response.end(String.valueOf(response.headWritten())));
                        }))) {
      HttpResponse<String> response = server.get("/said");
      assertThat(response.statusCode()).isEqualTo(203);
      assertThat(response.body()).isEqualTo("Saidtrue+true");
      assertThat(response.headers().firstValue("single")).hasValue("1");
      assertThat(response.headers().firstValue("added")).hasValue("2");
      assertThat(response.headers().allValues("set-cookie")).containsExactly("kept=1");
      server.assertRecorded("GET /said {203=1}");
    }
  }
}
