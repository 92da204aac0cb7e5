// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** The status and the outcome that are recorded: those that the client saw. */
interface StatusScenarios extends Scenarios {

  @Test
  default void okIsASuccess() {
    assertThat(server().get(ContractRoutes.HELLO).asString()).isEqualTo(ContractRoutes.HELLO_TEXT);
    StatsView stats = server().assertRecorded("GET /hello {200=1}");
    assertThat(stats.field("GET /hello", "successCount").asLong()).isEqualTo(1);
  }

  @Test
  default void redirectIsRecordedWithItsStatus() {
    Response redirect = server().get(ContractRoutes.REDIRECT);
    assertThat(redirect.statusCode()).isEqualTo(302);
    assertThat(redirect.header("Location")).endsWith(ContractRoutes.HELLO);
    server().assertRecorded("GET /redirect {302=1}");
  }

  @Test
  default void badRequestIsNoErrorOfTheServer() {
    assertThat(server().get(ContractRoutes.BAD_REQUEST).statusCode()).isEqualTo(400);
    StatsView stats = server().assertRecorded("GET /bad-request {400=1}");
    assertThat(stats.field("GET /bad-request", "clientErrorCount").asLong()).isEqualTo(1);
    assertThat(stats.field("GET /bad-request", "successCount").asLong()).isEqualTo(1);
  }

  @Test
  default void serverErrorIsAnError() {
    assertThat(server().get("/status/503").statusCode()).isEqualTo(503);
    server().assertRecorded("GET /status/{code} {503=1} errors=1");
  }

  @Test
  default void exceptionIsAnErrorWith500() {
    assertThat(server().get(ContractRoutes.FAILURE).statusCode()).isEqualTo(500);
    server().assertRecorded("GET /failure {500=1} errors=1");
  }

  @Test
  default void exceptionAfterAStatusWasSetIsAnErrorWith500() {
    assertThat(server().get(ContractRoutes.STATUS_THEN_FAILURE).statusCode()).isEqualTo(500);
    server().assertRecorded("GET /status-then-failure {500=1} errors=1");
  }

  @Test
  default void handledExceptionHasItsMappedStatus() {
    assertThat(server().get(ContractRoutes.HANDLED).statusCode()).isEqualTo(422);
    server().assertRecorded("GET /handled {422=1}");
  }

  @Test
  default void refusalInFrontOfTheRoutesIsRecordedOnce() {
    assertThat(server().get(ContractRoutes.DENIED).statusCode()).isEqualTo(401);
    String operation = "GET " + run().contract().deniedRoute();
    StatsView stats = server().assertRecorded(operation + " {401=1}");
    assertThat(stats.field(operation, "clientErrorCount").asLong()).isEqualTo(1);
  }

  @Test
  default void exceptionAfterTheHeadKeepsTheStatusAndIsAnError() {
    try (RawConnection connection = server().open(ContractRoutes.LATE_FAILURE)) {
      assertThat(connection.readHead().status()).isEqualTo(200);
      server().assertRecorded("GET /late-failure {200=1} errors=1");
    }
  }

  @Test
  default void errorPageCountsOnceUnderTheRouteThatFailed() {
    Response page = server().get(ContractRoutes.ERROR_PAGE);
    assertThat(page.statusCode()).isEqualTo(410);
    assertThat(page.asString()).isEqualTo(ContractRoutes.ERROR_PAGE_TEXT);
    server().assertRecorded("GET /error-page {410=1}");
  }
}
