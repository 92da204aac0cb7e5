// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The stats document as a whole: the same from every server for the same requests. */
interface DocumentScenarios extends Scenarios {

  @Test
  default void sameRequestsGiveTheSameDocument() {
    for (String path :
        List.of(
            ContractRoutes.HELLO,
            "/users/1",
            "/users/2/",
            "/users/1/orders/7",
            "/status/201",
            "/status/503",
            ContractRoutes.REDIRECT,
            ContractRoutes.BAD_REQUEST,
            "/missing/a",
            "/nowhere?token=secret",
            ContractRoutes.FAILURE,
            ContractRoutes.STATUS_THEN_FAILURE,
            ContractRoutes.HANDLED,
            ContractRoutes.ASYNC_HELLO)) {
      server().get(path);
    }
    StatsView stats =
        server()
            .assertRecorded(
                "GET /hello {200=1}",
                "GET /users/{id} {200=2}",
                "GET /users/{id}/orders/{order} {200=1}",
                "GET /status/{code} {201=1, 503=1} errors=1",
                "GET /redirect {302=1}",
                "GET /bad-request {400=1}",
                "GET /missing/{name} {404=1}",
                "GET (unmatched) {404=1}",
                "GET /failure {500=1} errors=1",
                "GET /status-then-failure {500=1} errors=1",
                "GET /handled {422=1}",
                "GET /async/hello {200=1}");
    assertThat(stats.document().at("/totals/count").asLong()).isEqualTo(14);
    assertThat(stats.document().at("/totals/errorCount").asLong()).isEqualTo(3);
    assertThat(stats.document().at("/totals/clientErrorCount").asLong()).isEqualTo(4);
    run().keep(stats);
  }
}
