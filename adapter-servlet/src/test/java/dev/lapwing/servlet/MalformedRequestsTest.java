// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.servlet.containers.Containers;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the client sent wrong, where a container finds out only when the service reads it. */
class MalformedRequestsTest {

  /** Undertow answers before any filter. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNDERTOW")
  void parametersAreTheClientsFaultAsInTheContainersAnswer(Containers kind) throws IOException {
    Service asking = (request, response) -> response.getWriter().print(request.getParameter("q"));
    try (TestServer server = TestServer.app().on(kind).servlet("/x", asking).start()) {
      String answer =
          server.exchange("GET /x?q=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 400");
      assertThat(server.recorded()).containsExactly("GET /x {400=1}");
    }
  }

  /** Jetty throws the same as when the client leaves, and Undertow does not answer. */
  @Test
  void bodyIsTheClientsFaultAsInTomcatsAnswer() throws IOException {
    Service reading = (request, response) -> request.getInputStream().readAllBytes();
    try (TestServer server = TestServer.app().servlet("/x", reading).start()) {
      String answer =
          server.exchange(
              "POST /x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n");
      assertThat(answer).startsWith("HTTP/1.1 400");
      assertThat(server.recorded()).containsExactly("POST /x {400=1}");
    }
  }
}
