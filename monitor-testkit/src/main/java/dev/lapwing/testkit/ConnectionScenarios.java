// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Many requests: one after another on one connection, and at the same time on many. */
interface ConnectionScenarios extends Scenarios {

  @Test
  default void requestsOfAKeptConnectionAreRecordedWhileItIsOpen() {
    try (RawConnection connection = server().open(ContractRoutes.HELLO)) {
      assertThat(connection.read().body()).isEqualTo(ContractRoutes.HELLO_TEXT);
      server().assertRecorded("GET /hello {200=1}");
      connection.send("GET", "/users/1");
      assertThat(connection.read().body()).isEqualTo("user 1");
      server().assertRecorded("GET /hello {200=1}", "GET /users/{id} {200=1}");
    }
  }

  @Test
  default void pipelinedRequestsAreRecordedOneByOne() {
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      requests.append(RawConnection.request("GET", ContractRoutes.HELLO));
      requests.append(RawConnection.request("GET", "/users/" + i));
    }
    try (RawConnection connection = server().connect()) {
      connection.sendBytes(requests.toString());
      for (int i = 0; i < 5; i++) {
        assertThat(connection.read().body()).isEqualTo(ContractRoutes.HELLO_TEXT);
        assertThat(connection.read().body()).isEqualTo("user " + i);
      }
      server().assertRecorded("GET /hello {200=5}", "GET /users/{id} {200=5}");
    }
  }

  @Test
  default void requestsOfAHundredClientsAtOnceAreAllCounted() {
    new ManyClients(server(), 100, 100).run();
    StatsView stats =
        server()
            .assertRecorded(
                "GET /hello {200=3000}",
                "GET /users/{id} {200=1000}",
                "GET /status/{code} {201=1000, 404=1000, 503=1000} errors=1000",
                "GET /failure {500=1000} errors=1000",
                "GET /async/hello {200=1000}",
                "GET (unmatched) {404=1000}");
    assertThat(stats.document().get("activeRequestsPeak").asLong()).isBetween(1L, 101L);
  }
}
