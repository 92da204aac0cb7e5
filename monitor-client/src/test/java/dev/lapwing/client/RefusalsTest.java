// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lapwing.stats.StatsWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that answer with another status than 200. */
@Timeout(60)
class RefusalsTest {
  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 500, 503, 204, 304})
  void anotherStatus_isARefusal(int status) throws Exception {
    try (TestServer server =
        new TestServer(exchange -> TestServer.send(exchange, status, new byte[0]))) {
      StatsRefusedException refused = refusal(server);
      assertThat(refused).hasMessage(server.base() + " answered " + status);
      assertThat(refused.status()).isEqualTo(status);
      assertThat(refused.detail()).isNull();
      assertThat(refused.rule()).isNull();
      assertThat(refused.setting()).isNull();
    }
  }

  @Test
  void aProblem_isToldInItsOwnWords() throws Exception {
    String problem =
        "{\"status\":403,\"detail\":\"Not from here.\",\"rule\":\"host\",\"setting\":\"lapwing.access\"}";
    try (TestServer server = TestServer.answering(403, "application/problem+json", problem)) {
      StatsRefusedException refused = refusal(server);
      assertThat(refused).hasMessage(server.base() + " answered 403: Not from here.");
      assertThat(refused.rule()).isEqualTo("host");
      assertThat(refused.setting()).isEqualTo("lapwing.access");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"detail\":7,\"rule\":null}"})
  void aProblemThatIsNone_leavesTheStatus(String problem) throws Exception {
    try (TestServer server = TestServer.answering(500, "application/problem+json", problem)) {
      assertThat(refusal(server)).hasMessage(server.base() + " answered 500");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirect_isNotFollowed(int status) throws Exception {
    try (TestServer other = TestServer.answering(200, "application/json", "{}");
        TestServer server =
            new TestServer(
                exchange -> {
                  exchange.getResponseHeaders().set("Location", other.base().toString());
                  TestServer.send(exchange, status, new byte[0]);
                })) {
      StatsClient client = StatsClient.builder(server.base()).token("secret-secret-16").build();

      assertThatThrownBy(() -> client.poll(StatsWindow.TOTAL))
          .isInstanceOf(StatsRefusedException.class)
          .hasMessage(
              "%s answered %d: it leads to %s, and redirects are not followed",
              server.base(), status, other.base());
      assertThat(other.asked).isEmpty();
    }
  }

  private static StatsRefusedException refusal(TestServer server) {
    return catchThrowableOfType(
        StatsRefusedException.class, () -> StatsClient.of(server.base()).poll(StatsWindow.TOTAL));
  }
}
