// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.javalin.http.UnauthorizedResponse;
import io.javalin.http.sse.SseClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** WebSockets and event streams, as Javalin has them. */
class StreamsTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static CompletableFuture<WebSocket> open(JavalinServer server, String path) {
    return CLIENT
        .newWebSocketBuilder()
        .buildAsync(
            URI.create("ws://127.0.0.1:" + server.port() + path), new WebSocket.Listener() {});
  }

  private static int refusal(JavalinServer server, String path) {
    try {
      open(server, path).join();
    } catch (CompletionException refused) {
      return ((WebSocketHandshakeException) refused.getCause()).getResponse().statusCode();
    }
    throw new AssertionError("not refused");
  }

  @Test
  void webSocketIsRecordedAtItsHandshakeWithItsTemplate() {
    CompletableFuture<String> received = new CompletableFuture<>();
    try (JavalinServer server =
        JavalinServer.start(
            config -> {
              config.router.contextPath = "/chat";
              config.routes.ws(
                  "/rooms/{room}",
                  socket -> socket.onMessage(message -> received.complete(message.message())));
            })) {
      WebSocket socket = open(server, "/chat/rooms/7").join();
      assertThat(server.recorded()).containsExactly("GET /chat/rooms/{room} {101=1}");
      socket.sendText("hello", true).join();
      assertThat(received.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo("hello");
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
      assertThat(server.recorded()).containsExactly("GET /chat/rooms/{room} {101=1}");
      assertThat(server.swallowed()).isZero();
    }
  }

  @Test
  void webSocketWithoutAHandlerIsUnmatchedAlsoWhereAPlainRouteIs() {
    try (JavalinServer server =
        JavalinServer.start(config -> config.routes.get("/plain", ctx -> ctx.result("plain")))) {
      assertThat(refusal(server, "/plain")).isEqualTo(404);
      assertThat(server.recorded()).containsExactly("GET (unmatched) {404=1}");
    }
  }

  @Test
  void webSocketThatIsDeniedKeepsItsTemplate() {
    try (JavalinServer server =
        JavalinServer.start(
            config -> {
              config.routes.wsBeforeUpgrade(
                  ctx -> {
                    throw new UnauthorizedResponse();
                  });
              config.routes.ws("/rooms/{room}", socket -> {});
            })) {
      assertThat(refusal(server, "/rooms/7")).isEqualTo(401);
      assertThat(server.recorded()).containsExactly("GET /rooms/{room} {401=1}");
    }
  }

  @Test
  void eventsOfJavalinAreRecordedAtTheHeadAndTheirLifetimeApart() throws Exception {
    CompletableFuture<SseClient> client = new CompletableFuture<>();
    try (JavalinServer server =
        JavalinServer.start(
            config ->
                config.routes.sse(
                    "/events/{topic}",
                    sse -> {
                      sse.keepAlive();
                      sse.sendEvent("begun");
                      client.complete(sse);
                    }))) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/events/a"))
              .header("Accept", "text/event-stream")
              .build();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  CLIENT.send(request, BodyHandlers.ofInputStream()).body(),
                  StandardCharsets.UTF_8))) {
        assertThat(lines.readLine()).isEqualTo("event: message");
        assertThat(server.stats().streams().open()).isEqualTo(1);
        assertThat(server.monitor.getStats("GET /events/{topic}").count()).isEqualTo(1);
        server.time.advance(Duration.ofSeconds(30));
        client.orTimeout(10, TimeUnit.SECONDS).join().close();
      }
      await().until(() -> server.stats().streams().open() == 0);
      assertThat(server.recorded()).containsExactly("GET /events/{topic} {200=1}");
      assertThat(server.stats().streams().maxLifetime()).isEqualTo(30_000.0);
      assertThat(server.stats().totals().maxDuration()).isZero();
    }
  }
}
