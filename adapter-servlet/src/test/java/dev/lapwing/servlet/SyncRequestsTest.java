// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.junit.jupiter.api.Test;

/** How requests that stay on their thread end. */
class SyncRequestsTest {
  private static TomcatServer serving(Service service) {
    return TomcatServer.app().servlet("/x", service).start();
  }

  @Test
  void statusThatTheServiceSetsIsRecorded() {
    try (TomcatServer server = serving((request, response) -> response.setStatus(202))) {
      server.get("/x");
      assertThat(server.recorded()).containsExactly("GET /x {202=1}");
    }
  }

  @Test
  void badRequestByTheServiceIsNoError() {
    try (TomcatServer server = serving((request, response) -> response.sendError(400, "no"))) {
      assertThat(server.get("/x").statusCode()).isEqualTo(400);
      assertThat(server.recorded()).containsExactly("GET /x {400=1}");
      assertThat(server.stats("GET /x").clientErrorCount()).isEqualTo(1);
    }
  }

  @Test
  void redirectIsRecordedWithItsStatus() {
    try (TomcatServer server = serving((request, response) -> response.sendRedirect("/y"))) {
      HttpResponse<String> answer = server.get("/x");
      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(answer.headers().firstValue("location")).isPresent();
      assertThat(server.recorded()).containsExactly("GET /x {302=1}");
    }
  }

  @Test
  void serverErrorByTheServiceIsAnError() {
    try (TomcatServer server = serving((request, response) -> response.sendError(503))) {
      server.get("/x");
      assertThat(server.recorded()).containsExactly("GET /x {503=1} errors=1");
    }
  }

  @Test
  void exceptionIsRecordedAs500AndTheContainerAnswersAsItDoesAlone() {
    Service failing =
        (request, response) -> {
          throw new IllegalStateException("broken");
        };
    try (TomcatServer server = serving(failing);
        TomcatServer alone = TomcatServer.app().withoutMonitor().servlet("/x", failing).start()) {
      HttpResponse<String> answer = server.get("/x");
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(withoutTrace(answer.body())).isEqualTo(withoutTrace(alone.get("/x").body()));
      assertThat(server.recorded()).containsExactly("GET /x {500=1} errors=1");
      assertThat(alone.recorded()).isEmpty();
    }
  }

  /** The stack trace in the container's page shows the filter, and must. */
  private static String withoutTrace(String page) {
    return page.replaceAll(
        "(?m)^\\s+(at )?dev\\.lapwing\\..*\\R|^\\s+(at )?org\\.apache\\..*\\R", "");
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
      try (TomcatServer server =
          TomcatServer.app()
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
    try (TomcatServer server = serving((request, response) -> Sneaky.sneak(new LinkageError()))) {
      assertThat(server.get("/x").statusCode()).isEqualTo(500);
      assertThat(server.recorded()).containsExactly("GET /x {500=1} errors=1");
    }
  }

  @Test
  void failureAfterTheHeadWasSentKeepsTheStatusAndIsAnError() throws IOException {
    for (Exception thrown : new Exception[] {new IllegalStateException(), new IOException()}) {
      try (TomcatServer server =
          serving(
              (request, response) -> {
                response.getWriter().print("begun");
                response.flushBuffer();
                Sneaky.sneak(thrown);
              })) {
        assertThat(server.exchange("GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n"))
            .startsWith("HTTP/1.1 200");
        assertThat(server.recorded()).containsExactly("GET /x {200=1} errors=1");
      }
    }
  }

  @Test
  void malformedParametersAreTheClientsFaultAsInTomcatsAnswer() throws IOException {
    try (TomcatServer server =
        serving((request, response) -> response.getWriter().print(request.getParameter("q")))) {
      String answer =
          server.exchange("GET /x?q=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 400");
      assertThat(server.recorded()).containsExactly("GET /x {400=1}");
    }
  }

  @Test
  void malformedBodyIsTheClientsFaultAsInTomcatsAnswer() throws IOException {
    try (TomcatServer server =
        serving((request, response) -> request.getInputStream().readAllBytes())) {
      String answer =
          server.exchange(
              "POST /x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n");
      assertThat(answer).startsWith("HTTP/1.1 400");
      assertThat(server.recorded()).containsExactly("POST /x {400=1}");
    }
  }

  @Test
  void errorPageCountsOnceUnderTheRouteThatFailed() {
    ErrorPage page = new ErrorPage();
    page.setErrorCode(404);
    page.setLocation("/oops");
    try (TomcatServer server =
        TomcatServer.app()
            .servlet("/x", (request, response) -> response.sendError(404))
            .servlet("/oops", Service.answering("oops"))
            .context(context -> context.addErrorPage(page))
            .start()) {
      HttpResponse<String> answer = server.get("/x");
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).isEqualTo("oops");
      assertThat(server.recorded()).containsExactly("GET /x {404=1}");
    }
  }

  @Test
  void requestThatPassesTheFilterTwiceCountsOnce() {
    PassingTwice second = new PassingTwice();
    try (TomcatServer server =
        TomcatServer.app().filter(second).servlet("/x", Service.answering("ok")).start()) {
      second.use(new LapwingFilter(server.monitor));
      assertThat(server.get("/x").body()).isEqualTo("ok");
      assertThat(server.recorded()).containsExactly("GET /x {200=1}");
    }
  }

  @Test
  void headOfAHttpServletIsAnsweredAsWithoutTheFilter() {
    HttpServlet servlet = new Greeting();
    try (TomcatServer server = TomcatServer.app().servlet("/x", servlet::service).start()) {
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
