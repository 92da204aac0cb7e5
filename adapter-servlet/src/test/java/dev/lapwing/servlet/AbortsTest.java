// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lapwing.servlet.containers.Containers;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that leave before their response is complete. */
@ParameterizedClass
@EnumSource
class AbortsTest {
  @Parameter private Containers kind;

  private TestServer.App app() {
    return TestServer.app().on(kind);
  }

  private static final byte[] BLOCK = new byte[65_536];

  /** Blocks that no socket buffers could hold. */
  private static final int BLOCKS = 4_000;

  private final ExecutorService worker = Executors.newCachedThreadPool();
  private final CountDownLatch begun = new CountDownLatch(1);

  @AfterEach
  void stopWorker() {
    worker.shutdownNow();
  }

  private void assertAborted(Service service) throws IOException {
    try (TestServer server = app().servlet("/big", service).start()) {
      leave(server, "GET /big HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(server.recorded()).containsExactly("GET /big {aborted=1}");
      assertThat(server.stats("GET /big").abortedCount()).isEqualTo(1);
    }
  }

  private void leave(TestServer server, String request) throws IOException {
    try (Socket socket = server.open(request)) {
      Waiting.on(begun);
      socket.setSoLinger(true, 0);
    }
  }

  private void write(ServletOutputStream stream) throws IOException {
    begun.countDown();
    for (int i = 0; i < BLOCKS; i++) {
      stream.write(BLOCK);
    }
  }

  private void write(PrintWriter writer) {
    begun.countDown();
    for (int i = 0; i < BLOCKS; i++) {
      writer.write(new char[BLOCK.length]);
    }
  }

  @Test
  void failedWriteThatEscapesIsAnAbort() throws IOException {
    assertAborted((request, response) -> write(response.getOutputStream()));
  }

  @Test
  void failedWriteThatTheServiceSwallowsIsAnAbort() throws IOException {
    assertAborted(
        (request, response) -> {
          try {
            write(response.getOutputStream());
          } catch (IOException swallowed) {
            response.setStatus(200);
          }
        });
  }

  @Test
  void failedWriteThatTheServiceWrapsIsAnAbort() throws IOException {
    assertAborted(
        (request, response) -> {
          try {
            write(response.getOutputStream());
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void failedWriteThatTheWriterKeepsToItselfIsAnAbort() throws IOException {
    assertAborted((request, response) -> write(response.getWriter()));
  }

  @Test
  void failedWriteOfAWriterThatTheServiceClosesIsAnAbort() throws IOException {
    assertAborted(
        (request, response) -> {
          try (PrintWriter writer = response.getWriter()) {
            write(writer);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void failedWriteOfAnAsyncThreadIsAnAbort(boolean byWriter) throws IOException {
    assumeTrue(
        !byWriter || kind == Containers.TOMCAT,
        "The others' writers keep failures to themselves, and nobody else is told.");
    assertAborted(
        (request, response) -> {
          AsyncContext async = request.startAsync();
          worker.execute(
              () -> {
                try {
                  if (byWriter) {
                    write(async.getResponse().getWriter());
                  } else {
                    write(async.getResponse().getOutputStream());
                  }
                  async.complete();
                } catch (IOException | RuntimeException taken) {
                  // Tomcat has ended the request by itself.
                }
              });
        });
  }

  @Test
  void failedWriteInAnAsyncDispatchIsAnAbort() throws IOException {
    try (TestServer server =
        app()
            .servlet("/big", (request, response) -> request.startAsync().dispatch("/rest"))
            .servlet("/rest", (request, response) -> write(response.getOutputStream()))
            .start()) {
      leave(server, "GET /big HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(server.recorded()).containsExactly("GET /big {aborted=1}");
    }
  }

  @Test
  void failureOfANonBlockingWriteIsAnAbort() throws IOException {
    assertAborted(
        (request, response) -> {
          AsyncContext async = request.startAsync();
          ServletOutputStream stream = response.getOutputStream();
          stream.setWriteListener(
              new WriteListener() {
                @Override
                public void onWritePossible() throws IOException {
                  begun.countDown();
                  while (stream.isReady()) {
                    stream.write(BLOCK);
                  }
                }

                @Override
                public void onError(Throwable failure) {
                  async.complete();
                }
              });
        });
  }

  @Test
  void clientThatLeavesWhileItSendsIsAnAbort() throws IOException {
    try (TestServer server =
        app()
            .servlet(
                "/upload",
                (request, response) -> {
                  begun.countDown();
                  request.getInputStream().readAllBytes();
                })
            .start()) {
      leave(server, "POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf");
      assertThat(server.recorded()).containsExactly("POST /upload {aborted=1}");
    }
  }

  @Test
  void writeAfterTheServiceClosedTheStreamIsNoAbort() {
    try (TestServer server =
        app()
            .servlet(
                "/x",
                (request, response) -> {
                  response.getWriter().print("all");
                  response.getWriter().close();
                  response.getWriter().print("more");
                  response.getWriter().flush();
                })
            .start()) {
      assertThat(server.get("/x").body()).isEqualTo("all");
      assertThat(server.recorded()).containsExactly("GET /x {200=1}");
    }
  }
}
