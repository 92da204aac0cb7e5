// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** When a request ends, and how, on HTTP/2 without TLS. */
class Http2Test {

  /** A client that stays open as long as it is used: Vert.x closes those that nobody holds. */
  private record Client(TestServer server, HttpClientAgent http) implements AutoCloseable {
    static Client of(TestServer server) {
      HttpClientOptions options =
          new HttpClientOptions()
              .setProtocolVersion(HttpVersion.HTTP_2)
              .setHttp2ClearTextUpgrade(false);
      return new Client(server, server.vertx().createHttpClient(options));
    }

    HttpClientRequest request(String path) {
      return TestServer.get(
          http.request(HttpMethod.GET, server.uri("/").getPort(), "127.0.0.1", path));
    }

    int status(String path) {
      HttpClientResponse response = TestServer.get(request(path).send());
      assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
      return response.statusCode();
    }

    @Override
    public void close() {
      TestServer.get(http.close());
    }
  }

  @Test
  void requestsAreRecordedAsOnHttp1() {
    try (TestServer server =
            TestServer.monitored(
                root -> {
                  root.get("/users/:id").handler(context -> context.end("user"));
                  root.get("/boom/:id")
                      .handler(
                          context -> {
                            throw new IllegalStateException("told to fail");
                          });
                });
        Client client = Client.of(server)) {
      assertThat(client.status("/users/1")).isEqualTo(200);
      assertThat(client.status("/boom/1")).isEqualTo(500);
      assertThat(client.status("/none")).isEqualTo(404);
      server.assertRecorded(
          "GET /users/{id} {200=1}", "GET /boom/{id} {500=1} errors=1", "GET (unmatched) {404=1}");
    }
  }

  @Test
  void streamThatItsClientResetsIsAnAbort() {
    AtomicReference<RoutingContext> held = new AtomicReference<>();
    try (TestServer server =
            TestServer.monitored(
                root -> {
                  root.get("/held").handler(held::set);
                  root.get("/begun")
                      .handler(
                          context -> {
                            context.response().write("begun");
                            held.set(context);
                          });
                });
        Client client = Client.of(server)) {
      HttpClientRequest request = client.request("/held");
      TestServer.get(request.end());
      await().until(() -> held.get() != null);
      assertThat(server.document().activeRequests()).isOne();
      TestServer.get(request.reset());
      server.assertRecorded("GET /held {aborted=1}");

      HttpClientRequest begun = client.request("/begun");
      assertThat(TestServer.get(begun.send()).statusCode()).isEqualTo(200);
      TestServer.get(begun.reset());
      server.assertRecorded("GET /held {aborted=1}", "GET /begun {aborted=1}");
    }
  }

  @Test
  void failureAfterTheHeadIsAnErrorWithTheStatusThatWasSent() {
    try (TestServer server =
            TestServer.monitored(
                root ->
                    root.get("/late/:id")
                        .handler(
                            context -> {
                              context.response().write(Buffer.buffer("begun"));
                              throw new IllegalStateException("told to fail");
                            }));
        Client client = Client.of(server)) {
      assertThat(client.status("/late/1")).isEqualTo(200);
      server.assertRecorded("GET /late/{id} {200=1} errors=1");
    }
  }
}
