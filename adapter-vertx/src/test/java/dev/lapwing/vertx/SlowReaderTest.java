// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lapwing.PerformanceMonitor;
import dev.lapwing.TimeSource;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A document of megabytes on one event loop, and readers that take their time over it. */
class SlowReaderTest {
  private static final int OPERATIONS = 10_000;
  private static final int READERS = 8;
  private static final int SOCKET_BUFFER = 1 << 14;

  /**
   * Longer than a busy machine or a collection of garbage holds a thread, less than sockets wait.
   */
  private static final long BLOCKED_SECONDS = 5;

  /** What sockets hold, the queue of the response and a piece more; far less than the document. */
  private static final long MOST_SENT_AHEAD = 3 << 19;

  private final Queue<String> clockReaders = new ConcurrentLinkedQueue<>();
  private final List<HttpServerResponse> responses = new CopyOnWriteArrayList<>();
  private final ListAppender<ILoggingEvent> blocked = new ListAppender<>();
  private final Logger blockedThreads =
      (Logger) LoggerFactory.getLogger("io.vertx.core.impl.BlockedThreadChecker");
  private final Vertx vertx =
      Vertx.vertx(
          new VertxOptions()
              .setEventLoopPoolSize(1)
              .setBlockedThreadCheckInterval(50)
              .setMaxEventLoopExecuteTime(TimeUnit.SECONDS.toNanos(BLOCKED_SECONDS)));
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder()
          .environment(Map.of())
          .maxInternalOperations(OPERATIONS)
          .timeSource(new WatchedClock())
          .build();
  private int port;

  @BeforeEach
  void start() {
    blocked.start();
    blockedThreads.addAppender(blocked);
    for (int i = 0; i < OPERATIONS; i++) {
      monitor.record("operation-" + i, Duration.ofMillis(i), true);
    }
    Router router = Router.router(vertx);
    router.get("/hello").handler(context -> context.end("hello"));
    router
        .route()
        .handler(
            context -> {
              responses.add(context.response());
              context.next();
            });
    router.route().subRouter(LapwingHandler.statsRouter(vertx, monitor));
    HttpServer server =
        TestServer.get(
            vertx
                .createHttpServer(new HttpServerOptions().setSendBufferSize(SOCKET_BUFFER))
                .requestHandler(LapwingHandler.monitored(vertx, router, monitor))
                .listen(0, "127.0.0.1"));
    port = server.actualPort();
  }

  @AfterEach
  void stop() {
    TestServer.get(vertx.close());
    monitor.close();
    blockedThreads.detachAppender(blocked);
  }

  @Test
  void documentIsSentNoFasterThanItIsReadAndMadeOnNoEventLoop() throws IOException {
    clockReaders.clear();
    List<Socket> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      readers.add(open("/stats"));
    }
    await().until(() -> responses.size() == READERS);
    for (HttpServerResponse response : responses) {
      await().until(() -> response.headWritten() && response.writeQueueFull());
      assertThat(response.bytesWritten()).isBetween(1L, MOST_SENT_AHEAD);
    }
    assertThat(clockReaders.stream().filter(name -> name.contains("worker"))).isNotEmpty();
    assertThat(clockReaders.stream().filter(name -> name.contains("eventloop")))
        .as("a reading for each begin, and one more if its cost is measured")
        .hasSizeBetween(READERS, 2 * READERS);
    try (Socket other = open("/hello")) {
      assertThat(new String(other.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 200");
    }
    for (Socket reader : readers) {
      assertThat(readWhole(reader)).endsWith("}").hasSizeGreaterThan((int) (2 * MOST_SENT_AHEAD));
    }
    assertThat(List.copyOf(blocked.list)).as("blocked threads").isEmpty();
  }

  @Test
  void readerThatLeavesEndsTheSending() throws IOException {
    Socket reader = open("/stats");
    await()
        .until(
            () ->
                responses.size() == 1
                    && responses.get(0).headWritten()
                    && responses.get(0).writeQueueFull());
    reader.close();
    await().until(() -> responses.get(0).closed());
    assertThat(responses.get(0).ended()).isFalse();
  }

  private Socket open(String path) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(SOCKET_BUFFER);
    socket.setSoTimeout(10_000);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    String request =
        "GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String readWhole(Socket socket) throws IOException {
    try (socket) {
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Notes who reads it. */
  private final class WatchedClock implements TimeSource {
    private final TimeSource system = TimeSource.system();

    @Override
    public long nanoTime() {
      clockReaders.add(Thread.currentThread().getName());
      return system.nanoTime();
    }

    @Override
    public Instant now() {
      return system.now();
    }
  }
}
