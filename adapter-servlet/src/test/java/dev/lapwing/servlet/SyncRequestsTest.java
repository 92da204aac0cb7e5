// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.servlet.containers.Containers;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How requests that stay on their thread end. */
@ParameterizedClass
@EnumSource
class SyncRequestsTest {
  @Parameter private Containers kind;

  private TestServer.App app() {
    return TestServer.app().on(kind);
  }

  private TestServer serving(Service service) {
    return app().servlet("/x", service).start();
  }

  @Test
  void exceptionIsRecordedAs500AndTheContainerAnswersAsItDoesAlone() {
    // The stack trace in a container's page shows the filter, and must.
    IllegalStateException withoutFrames = new IllegalStateException("broken");
    withoutFrames.setStackTrace(new StackTraceElement[0]);
    Service failing =
        (request, response) -> {
          throw withoutFrames;
        };
    try (TestServer server = serving(failing);
        TestServer alone = app().withoutMonitor().servlet("/x", failing).start()) {
      HttpResponse<String> answer = server.get("/x");
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body().replace(":" + server.port(), ":" + alone.port()))
          .isEqualTo(alone.get("/x").body());
      assertThat(server.recorded()).containsExactly("GET /x {500=1} errors=1");
      assertThat(alone.recorded()).isEmpty();
    }
  }

  @Test
  void exceptionOfAnyKindIsAnErrorAndPassesUnchanged() {
    for (Throwable thrown :
        new Throwable[] {
          new IOException("upstream"),
          new ServletException("wrapped"),
          new UncheckedIOException(new IOException())
        }) {
      Throwable[] seen = new Throwable[1];
      try (TestServer server =
          app()
              .filterInFront(
                  (request, response, chain) -> {
                    try {
                      chain.doFilter(request, response);
                    } catch (Throwable escaped) {
                      seen[0] = escaped;
                      throw escaped;
                    }
                  })
              .servlet("/x", (request, response) -> Sneaky.sneak(thrown))
              .start()) {
        assertThat(server.get("/x").statusCode()).isEqualTo(500);
        assertThat(seen[0]).isSameAs(thrown);
        assertThat(server.recorded()).containsExactly("GET /x {500=1} errors=1");
      }
    }
  }

  @Test
  void virtualMachineErrorIsAnError() {
    try (TestServer server = serving((request, response) -> Sneaky.sneak(new LinkageError()))) {
      assertThat(server.get("/x").statusCode()).isEqualTo(500);
      assertThat(server.recorded()).containsExactly("GET /x {500=1} errors=1");
    }
  }

  @Test
  void failureAfterTheHeadWasSentKeepsTheStatusAndIsAnError() throws IOException {
    for (Exception thrown : new Exception[] {new IllegalStateException(), new IOException()}) {
      try (TestServer server =
          serving(
              (request, response) -> {
                response.getWriter().print("begun");
                response.flushBuffer();
                Sneaky.sneak(thrown);
              })) {
        assertThat(
                server.exchange("GET /x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
            .startsWith("HTTP/1.1 200");
        assertThat(server.recorded()).containsExactly("GET /x {200=1} errors=1");
      }
    }
  }

  @Test
  void requestThatPassesTheFilterTwiceCountsOnce() {
    PassingTwice second = new PassingTwice();
    try (TestServer server = app().filter(second).servlet("/x", Service.answering("ok")).start()) {
      second.use(new LapwingFilter(server.monitor));
      assertThat(server.get("/x").body()).isEqualTo("ok");
      assertThat(server.recorded()).containsExactly("GET /x {200=1}");
    }
  }

  @Test
  void headOfAHttpServletIsAnsweredAsWithoutTheFilter() {
    HttpServlet servlet = new Greeting();
    try (TestServer server = app().servlet("/x", servlet::service).start()) {
      HttpResponse<String> answer = server.send("HEAD", "/x");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-length")).contains("5");
      assertThat(server.send("OPTIONS", "/x").headers().firstValue("allow")).isPresent();
      assertThat(server.send("POST", "/x").statusCode()).isEqualTo(405);
      assertThat(server.recorded())
          .containsExactlyInAnyOrder("HEAD /x {200=1}", "OPTIONS /x {200=1}", "POST /x {405=1}");
    }
  }

  /** Answers GET and HEAD. */
  private static final class Greeting extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print("hello");
    }
  }
}
