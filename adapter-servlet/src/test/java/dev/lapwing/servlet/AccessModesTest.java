// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.http.StatsAccess;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may read, as a stranger behind a proxy meets it. */
class AccessModesTest {
  private static final String TOKEN = "0123456789abcdef";

  /** The service's own security: lets through who knows the word. */
  private static final Filter SECURITY =
      (request, response, chain) -> {
        if ("friend".equals(((HttpServletRequest) request).getHeader("Service-Password"))) {
          chain.doFilter(request, response);
        } else {
          ((HttpServletResponse) response).sendError(401);
        }
      };

  private static TestServer.App app(StatsAccess access) {
    return TestServer.app()
        .servlet("/x", Service.answering("x"))
        .settings(
            builder -> {
              builder.access(access);
              if (access == StatsAccess.TOKEN) {
                builder.token(TOKEN);
              }
            });
  }

  @ParameterizedTest
  @EnumSource(StatsAccess.class)
  void strangerIsAnsweredAsTheModeSays(StatsAccess access) {
    int expected =
        switch (access) {
          case LOOPBACK -> 403;
          case TOKEN -> 401;
          case DELEGATED, OPEN -> 200;
        };
    try (TestServer server = app(access).start()) {
      var answer = server.send("GET", "/stats", "X-Forwarded-For", "203.0.113.9");
      assertThat(answer.statusCode()).isEqualTo(expected);
      assertThat(answer.body().contains("lapwing.stats/1")).isEqualTo(expected == 200);
      assertThat(server.recorded()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(StatsAccess.class)
  void serviceSecurityStandsBeforeTheEndpointInEveryMode(StatsAccess access) {
    try (TestServer server = app(access).filter(SECURITY).start()) {
      assertThat(server.send("GET", "/stats", "Lapwing-Token", TOKEN).statusCode()).isEqualTo(401);
      var answer =
          server.send("GET", "/stats", "Lapwing-Token", TOKEN, "Service-Password", "friend");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(server.recorded()).isEmpty();
    }
  }

  @Test
  void whatTheServiceSecurityRefusesOfItsOwnRoutesIsRecorded() {
    try (TestServer server = app(StatsAccess.DELEGATED).filter(SECURITY).start()) {
      server.get("/x");
      assertThat(server.recorded()).containsExactly("GET /x {401=1}");
    }
  }
}
