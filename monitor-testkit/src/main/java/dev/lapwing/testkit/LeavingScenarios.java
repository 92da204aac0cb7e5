// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Clients that leave before their response is complete, or take it slowly. */
interface LeavingScenarios extends Scenarios {

  @Test
  default void leavingBeforeTheHeadIsAnAbort() {
    Leaving.beforeTheHead(server(), ContractRoutes.BIG);
  }

  @Test
  default void leavingDuringTheBodyIsAnAbort() {
    Leaving.duringTheBody(server(), ContractRoutes.BIG);
  }

  @Test
  default void leavingBeforeTheHeadOfAnAsyncRequestIsAnAbort() {
    Leaving.beforeTheHead(server(), ContractRoutes.ASYNC_BIG);
  }

  @Test
  default void leavingDuringTheBodyOfAnAsyncRequestIsAnAbort() {
    Leaving.duringTheBody(server(), ContractRoutes.ASYNC_BIG);
  }

  @Test
  default void leavingBeforeTheHeadIsAnAbortAlsoUnderACatchAll() {
    Leaving.beforeTheHead(server(), ContractRoutes.CAUGHT_BIG);
  }

  @Test
  default void leavingDuringTheBodyIsAnAbortAlsoUnderACatchAll() {
    Leaving.duringTheBody(server(), ContractRoutes.CAUGHT_BIG);
  }

  @Test
  default void leavingBeforeTheHeadOfAnAsyncRequestIsAnAbortAlsoUnderACatchAll() {
    Leaving.beforeTheHead(server(), ContractRoutes.CAUGHT_ASYNC_BIG);
  }

  @Test
  default void leavingDuringTheBodyOfAnAsyncRequestIsAnAbortAlsoUnderACatchAll() {
    Leaving.duringTheBody(server(), ContractRoutes.CAUGHT_ASYNC_BIG);
  }

  @Test
  default void leavingBetweenTwoPartsOfABodyIsAnAbort() {
    RawConnection connection = server().open(ContractRoutes.STREAMED);
    Runnable second = server().gate().awaitHeld();
    assertThat(connection.readHead().status()).isEqualTo(200);
    connection.readUntil("first");
    Leaving.whilePending(this, ContractRoutes.STREAMED, connection::leave, second);
  }

  @Test
  default void slowClientIsASuccessThatTakesAsLong() {
    try (RawConnection connection = server().open(ContractRoutes.BIG)) {
      server().gate().letOneThrough();
      Answer head = connection.readHead();
      assertThat(head.status()).isEqualTo(200);
      server().assertInFlight(1);
      server().time().advance(Duration.ofSeconds(3));
      assertThat(connection.readBodyOf(head).body()).hasSize(ContractRoutes.BIG_LENGTH);
      StatsView stats = server().assertRecorded("GET /big {200=1}");
      assertThat(stats.field("GET /big", "maxDuration").asDouble()).isEqualTo(3_000.0);
    }
  }

  /** A client that leaves. */
  final class Leaving {
    private Leaving() {}

    static void beforeTheHead(TestedServer server, String path) {
      RawConnection connection = server.open(path);
      Runnable release = server.gate().awaitHeld();
      server.time().advance(Duration.ofMillis(25));
      connection.leave();
      release.run();
      assertAborted(server, path, 25.0);
    }

    static void duringTheBody(TestedServer server, String path) {
      RawConnection connection = server.open(path);
      Runnable release = server.gate().awaitHeld();
      server.time().advance(Duration.ofMillis(25));
      release.run();
      assertThat(connection.readHead().status()).isEqualTo(200);
      server.assertInFlight(1);
      connection.leave();
      assertAborted(server, path, 25.0);
    }

    /**
     * Has a client leave a request that has waited for 25 ms, and lets it go on 100 ms later: too
     * late for servers that have noticed.
     */
    static void whilePending(Scenarios scenarios, String path, Runnable leaving, Runnable rest) {
      TestedServer server = scenarios.server();
      server.time().advance(Duration.ofMillis(25));
      leaving.run();
      boolean atOnce = scenarios.run().contract().noticesLeavingAtOnce();
      if (atOnce) {
        assertAborted(server, path, 25.0);
      }
      server.time().advance(Duration.ofMillis(100));
      rest.run();
      assertAborted(server, path, atOnce ? 25.0 : 125.0);
    }

    /** Asserts that all there is of a request is an abort after so many milliseconds. */
    static void assertAborted(TestedServer server, String path, double millis) {
      StatsView stats = server.assertRecorded("GET " + path + " {aborted=1}");
      String operation = "GET " + path;
      assertThat(stats.field(operation, "abortedCount").asLong()).as("abortedCount").isEqualTo(1);
      assertThat(stats.field(operation, "errorCount").asLong()).as("errorCount").isZero();
      assertThat(stats.field(operation, "abortedMax").asDouble()).isEqualTo(millis);
      assertThat(stats.field(operation, "maxDuration").isNull())
          .as("an abort is in no other duration")
          .isTrue();
    }
  }
}
