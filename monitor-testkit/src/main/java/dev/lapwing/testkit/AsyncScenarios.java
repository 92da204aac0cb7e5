// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Requests that are held, on their thread and after it has left: one record, at the end. */
interface AsyncScenarios extends Scenarios {

  @Test
  default void requestIsMeasuredToItsEnd() {
    HeldRequest.measure(server(), ContractRoutes.HELD, 200);
    server().assertRecorded("GET /held {200=1}");
  }

  @Test
  default void asyncRequestIsMeasuredToItsCompletion() {
    HeldRequest.measure(server(), ContractRoutes.ASYNC_COMPLETE, 202);
    server().assertRecorded("GET /async/complete {202=1}");
  }

  @Test
  default void asyncDispatchCountsOnceUnderTheFirstRoute() {
    assertThat(server().get(ContractRoutes.ASYNC_DISPATCH).asString())
        .isEqualTo(ContractRoutes.HELLO_TEXT);
    server().assertRecorded("GET /async/dispatch {200=1}");
  }

  @Test
  default void asyncTimeoutIsAnErrorAsTheClientSawIt() {
    int status = server().get(ContractRoutes.ASYNC_TIMEOUT).statusCode();
    assertThat(status).isBetween(500, 599);
    server().assertRecorded("GET /async/timeout {" + status + "=1} errors=1");
  }

  @Test
  default void asyncFailureIsAnErrorWith500() {
    assertThat(server().get(ContractRoutes.ASYNC_FAILURE).statusCode()).isEqualTo(500);
    server().assertRecorded("GET /async/failure {500=1} errors=1");
  }

  @Test
  default void goingAsyncAgainInADispatchIsOneRequest() {
    HeldRequest.measure(server(), ContractRoutes.ASYNC_AGAIN, 200);
    server().assertRecorded("GET /async/again {200=1}");
  }

  @Test
  default void activeRequestsAreThoseInFlight() {
    try (RawConnection first = server().open(ContractRoutes.HELD);
        RawConnection second = server().open(ContractRoutes.ASYNC_COMPLETE)) {
      Runnable one = server().gate().awaitHeld();
      Runnable other = server().gate().awaitHeld();
      server().assertInFlight(2);
      assertThat(server().get("/stats/active").asString())
          .contains("\"path\":\"/held\"", "\"path\":\"/async/complete\"");
      one.run();
      other.run();
      assertThat(first.read().status()).isEqualTo(200);
      assertThat(second.read().status()).isEqualTo(202);
      StatsView stats = server().assertRecorded("GET /held {200=1}", "GET /async/complete {202=1}");
      assertThat(stats.document().get("activeRequestsPeak").asLong())
          .as("activeRequestsPeak, of which a reader may be one")
          .isBetween(2L, 3L);
    }
  }

  /** A request that is held for a while. */
  final class HeldRequest {
    private HeldRequest() {}

    /** Holds a request for 25 ms, and asserts that it is in flight as long and takes as long. */
    static void measure(TestedServer server, String path, int status) {
      try (RawConnection connection = server.open(path)) {
        Runnable release = server.gate().awaitHeld();
        server.assertInFlight(1);
        server.time().advance(Duration.ofMillis(25));
        release.run();
        assertThat(connection.read().status()).isEqualTo(status);
        StatsView stats = server.assertRecorded("GET " + path + " {" + status + "=1}");
        assertThat(stats.field("GET " + path, "maxDuration").asDouble())
            .as("milliseconds that the request took")
            .isEqualTo(25.0);
      }
    }
  }
}
