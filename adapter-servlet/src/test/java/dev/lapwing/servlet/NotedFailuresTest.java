// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import org.junit.jupiter.api.Test;

/** Requests of a framework that lets no exception escape, but notes it. */
class NotedFailuresTest {
  private static void fail(ServletRequest request) {
    LapwingFilter.noteFailure(request, new IllegalStateException("told to fail"));
  }

  @Test
  void failureAfterTheHeadIsAnErrorWithTheStatusThatWasSent() {
    Service failing =
        (request, response) -> {
          response.flushBuffer();
          fail(request);
        };
    try (TomcatServer server = TomcatServer.app().servlet("/x", failing).start()) {
      assertThat(server.get("/x").statusCode()).isEqualTo(200);
      assertThat(server.recorded()).containsExactly("GET /x {200=1} errors=1");
    }
  }

  @Test
  void failureOfAnAsynchronousRequestIsAnErrorToo() {
    Service failing =
        (request, response) -> {
          AsyncContext async = request.startAsync();
          async.start(
              () -> {
                fail(async.getRequest());
                async.complete();
              });
        };
    try (TomcatServer server = TomcatServer.app().servlet("/x", failing).start()) {
      assertThat(server.get("/x").statusCode()).isEqualTo(200);
      assertThat(server.recorded()).containsExactly("GET /x {200=1} errors=1");
    }
  }
}
