// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lapwing.ManualTimeSource;
import dev.lapwing.servlet.containers.Containers;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Open-ended responses: recorded at their head, and counted among the streams until they end. */
@ParameterizedClass
@EnumSource
class StreamsTest {
  @Parameter private Containers kind;

  private TestServer.App app() {
    return TestServer.app().on(kind);
  }

  private static final String GET = "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final ManualTimeSource time = new ManualTimeSource();
  private final ExecutorService worker = Executors.newCachedThreadPool();
  private final CountDownLatch ended = new CountDownLatch(1);

  @AfterEach
  void stopWorker() {
    worker.shutdownNow();
  }

  private TestServer serving(Service service) {
    return app().servlet("/events", service).settings(builder -> builder.timeSource(time)).start();
  }

  private void sendHead(HttpServletResponse response) {
    try {
      response.setContentType("text/event-stream;charset=UTF-8");
      time.advance(Duration.ofMillis(20));
      response.getWriter().print("data: 1\n\n");
      response.getWriter().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void blockingStreamIsRecordedAtItsHead() throws IOException {
    Service service =
        (request, response) -> {
          sendHead(response);
          Waiting.on(ended);
        };
    try (TestServer server = serving(service)) {
      endedByTheServer(server, ended::countDown);
    }
  }

  @Test
  void typeOfAStreamIsTheOneThatWasSetLast() throws IOException {
    Service service =
        (request, response) -> {
          response.setContentType("text/plain");
          response.reset();
          response.setHeader("content-type", "text/html");
          response.setHeader("content-type", "text/event-stream");
          time.advance(Duration.ofMillis(20));
          response.flushBuffer();
          Waiting.on(ended);
        };
    try (TestServer server = serving(service)) {
      endedByTheServer(server, ended::countDown);
    }
  }

  @Test
  void blockingStreamThatFlushesItsBufferIsRecordedAtItsHead() throws IOException {
    Service service =
        (request, response) -> {
          response.setContentType("text/event-stream");
          time.advance(Duration.ofMillis(20));
          response.flushBuffer();
          response.getOutputStream().print("data: 1\n\n");
          response.getOutputStream().flush();
          Waiting.on(ended);
        };
    try (TestServer server = serving(service)) {
      endedByTheServer(server, ended::countDown);
    }
  }

  @Test
  void asyncStreamOfTheResponseThatTheServiceGotIsRecordedAtItsHead() throws IOException {
    Service service =
        (request, response) -> {
          AsyncContext async = request.startAsync(request, response);
          worker.execute(
              () -> {
                sendHead(response);
                Waiting.on(ended);
                async.complete();
              });
        };
    try (TestServer server = serving(service)) {
      endedByTheServer(server, ended::countDown);
    }
  }

  @Test
  void asyncStreamOfTheContextsResponseIsRecordedAtItsHead() throws IOException {
    Service service =
        (request, response) -> {
          AsyncContext async = request.startAsync();
          worker.execute(
              () -> {
                sendHead((HttpServletResponse) async.getResponse());
                Waiting.on(ended);
                async.complete();
              });
        };
    try (TestServer server = serving(service)) {
      endedByTheServer(server, ended::countDown);
    }
  }

  private void endedByTheServer(TestServer server, Runnable end) throws IOException {
    try (Socket socket = server.open(GET)) {
      readHead(socket);
      await().until(() -> server.openStreams() == 1);
      assertThat(server.monitor.getStats("GET /events").statuses()).containsEntry("200", 1L);
      assertThat(server.activeRequests()).isEqualTo(1);
      time.advance(Duration.ofSeconds(30));
      end.run();
      server.awaitIdle();
    }
    assertThat(server.openStreams()).isZero();
    assertThat(server.recorded()).containsExactly("GET /events {200=1}");
    assertThat(server.stats("GET /events").maxDuration()).isEqualTo(20.0);
  }

  @Test
  void streamThatTheClientLeavesEndsAsAStreamAndIsNoAbort() throws IOException {
    Service service =
        (request, response) -> {
          AsyncContext async = request.startAsync();
          worker.execute(
              () -> {
                HttpServletResponse target = (HttpServletResponse) async.getResponse();
                sendHead(target);
                Waiting.on(ended);
                writeUntilTaken(target);
              });
        };
    try (TestServer server = serving(service)) {
      Socket socket = server.open(GET);
      readHead(socket);
      await().until(() -> server.openStreams() == 1);
      time.advance(Duration.ofSeconds(30));
      socket.close();
      ended.countDown();
      assertThat(server.recorded()).containsExactly("GET /events {200=1}");
      assertThat(server.openStreams()).isZero();
    }
  }

  /** Tomcat ends the request by itself when a write fails, and takes the response back. */
  private static void writeUntilTaken(HttpServletResponse response) {
    try {
      while (!response.getWriter().checkError()) {
        response.getWriter().print("data: more\n\n");
      }
    } catch (IOException | RuntimeException taken) {
      // So has it ended.
    }
  }

  private static void readHead(Socket socket) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    assertThat(reader.readLine()).startsWith("HTTP/1.1 200");
    while (!reader.readLine().isEmpty()) {
      // The rest of the head is of no interest.
    }
  }

  @Test
  void otherResponseIsRecordedAtItsEndHoweverEarlyItsHead() throws IOException {
    Service service =
        (request, response) -> {
          response.setContentType("text/plain");
          response.getWriter().print("begun");
          response.flushBuffer();
          time.advance(Duration.ofSeconds(2));
        };
    try (TestServer server = serving(service)) {
      assertThat(server.get("/events").body()).isEqualTo("begun");
      assertThat(server.stats("GET /events").maxDuration()).isEqualTo(2_000.0);
      assertThat(server.openStreams()).isZero();
    }
  }
}
