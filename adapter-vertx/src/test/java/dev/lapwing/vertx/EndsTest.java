// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import io.vertx.ext.web.handler.TimeoutHandler;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a request ends, and how, on HTTP/1.1. */
class EndsTest {
  private static final int BIG = 32 << 20;

  @Test
  void serviceMayReplaceTheHandlersOfItsResponse() throws IOException {
    try (TestServer server =
        TestServer.monitored(
            root -> {
              root.route()
                  .handler(
                      context -> {
                        context.response().endHandler(done -> {}).closeHandler(done -> {});
                        context.next();
                      });
              root.get("/end").handler(context -> context.end("end"));
              root.get("/never").handler(context -> {});
            })) {
      server.get("/end");
      Socket socket = server.open("/never");
      await().until(() -> server.document().activeRequests() == 1);
      socket.close();
      server.assertRecorded("GET /end {200=1}", "GET /never {aborted=1}");
    }
  }

  @Test
  void filesAreMeasuredToTheirEnd(@TempDir Path files) throws IOException {
    Path big = Files.write(files.resolve("big.bin"), new byte[BIG]);
    try (TestServer server =
        TestServer.monitored(
            root -> {
              root.get("/file/:name")
                  .handler(
                      context ->
                          context.response().sendFile(big.toString()).onFailure(context::fail));
              root.route("/static/*")
                  .handler(StaticHandler.create(FileSystemAccess.ROOT, files.toString()));
            })) {
      assertThat(server.get("/file/1").body()).hasSize(BIG);
      server.assertRecorded("GET /file/{name} {200=1}");
      try (Socket socket = server.open("/file/2")) {
        assertThat(socket.getInputStream().readNBytes(100)).hasSize(100);
        assertThat(server.document().activeRequests()).isOne();
      }
      server.assertRecorded("GET /file/{name} {200=1, aborted=1}");
      try (Socket socket = server.open("/static/big.bin")) {
        assertThat(socket.getInputStream().readNBytes(100)).hasSize(100);
      }
      server.assertRecorded("GET /file/{name} {200=1, aborted=1}", "GET (static) {aborted=1}");
    }
  }

  @Test
  void failureThatTheServiceSendsOnAfterItsClientLeftIsAnAbort() throws IOException {
    try (TestServer server =
        TestServer.monitored(
            root ->
                root.get("/pump")
                    .handler(
                        context -> {
                          context.response().setChunked(true);
                          pump(context);
                        }))) {
      for (int i = 0; i < 5; i++) {
        try (Socket socket = server.open("/pump")) {
          assertThat(socket.getInputStream().readNBytes(100)).hasSize(100);
        }
      }
      server.assertRecorded("GET /pump {aborted=5}");
    }
  }

  /** Sends until that fails, whatever the queue holds. */
  private static void pump(RoutingContext context) {
    context
        .response()
        .write(Buffer.buffer(new byte[1 << 16]))
        .onSuccess(sent -> pump(context))
        .onFailure(context::fail);
  }

  @Test
  void clientThatLeavesWhatAFailureHandlerSendsIsAnAbort() throws IOException {
    try (TestServer server =
        TestServer.monitored(
            root ->
                root.get("/fallback")
                    .handler(context -> context.fail(500))
                    .failureHandler(
                        context -> context.response().setChunked(true).write("sorry")))) {
      Socket socket = server.open("/fallback");
      assertThat(socket.getInputStream().readNBytes(12)).hasSize(12);
      socket.close();
      server.assertRecorded("GET /fallback {aborted=1}");
    }
  }

  @Test
  void timeoutIsAnErrorUnderItsRoute() {
    try (TestServer server =
        TestServer.monitored(
            root -> {
              root.route("/slow/*").handler(TimeoutHandler.create(50));
              root.get("/slow/:id").handler(context -> {});
            })) {
      assertThat(server.get("/slow/1").statusCode()).isEqualTo(503);
      server.assertRecorded("GET /slow/{id} {503=1} errors=1");
    }
  }

  @Test
  void blockingHandlersEndOnWorkerThreads() {
    AtomicReference<String> thread = new AtomicReference<>("");
    try (TestServer server =
        TestServer.monitored(
            root -> {
              root.get("/blocking/:id")
                  .blockingHandler(
                      context -> {
                        context.addEndHandler(done -> thread.set(Thread.currentThread().getName()));
                        context.end("done");
                      });
              root.get("/blocking/:id/boom")
                  .blockingHandler(
                      context -> {
                        throw new IllegalStateException("told to fail");
                      });
            })) {
      server.get("/blocking/1");
      server.get("/blocking/1/boom");
      server.assertRecorded(
          "GET /blocking/{id} {200=1}", "GET /blocking/{id}/boom {500=1} errors=1");
      assertThat(thread.get()).contains("worker");
    }
  }

  @Test
  void webSocketThatIsRefusedIsRecordedAsAnyResponse() throws IOException {
    try (TestServer server =
        TestServer.monitored(
            root ->
                root.get("/ws")
                    .handler(
                        context ->
                            context
                                .request()
                                .toWebSocket()
                                .onSuccess(socket -> {})
                                .onFailure(refused -> {})))) {
      try (Socket socket = upgrade(server, "/ws", "13")) {
        assertThat(new String(socket.getInputStream().readNBytes(12))).endsWith("101");
        server.assertRecorded("GET /ws {101=1}");
      }
      try (Socket socket = upgrade(server, "/ws", "99")) {
        assertThat(new String(socket.getInputStream().readNBytes(12))).endsWith("426");
      }
      try (Socket socket = upgrade(server, "/none", "13")) {
        assertThat(new String(socket.getInputStream().readNBytes(12))).endsWith("404");
      }
      server.assertRecorded("GET /ws {101=1, 426=1}", "GET (unmatched) {404=1}");
    }
  }

  private static Socket upgrade(TestServer server, String path, String version) {
    return server.open(
        path,
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: " + version,
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
  }

  @Test
  void protocolOfTheServicesOwnIsRecordedAtItsHandshake() throws IOException {
    try (TestServer server =
        TestServer.monitored(
            root -> root.get("/own").handler(context -> context.request().toNetSocket()))) {
      try (Socket socket = server.open("/own", "Connection: Upgrade", "Upgrade: own")) {
        assertThat(new String(socket.getInputStream().readNBytes(12))).endsWith("101");
        server.assertRecorded("GET /own {101=1}");
      }
      assertThat(server.document().streams().open()).isZero();
    }
  }
}
