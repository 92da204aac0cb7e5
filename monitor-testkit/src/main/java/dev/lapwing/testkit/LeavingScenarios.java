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
      assertAborted(server, path);
    }

    static void duringTheBody(TestedServer server, String path) {
      RawConnection connection = server.open(path);
      Runnable release = server.gate().awaitHeld();
      server.time().advance(Duration.ofMillis(25));
      release.run();
      assertThat(connection.readHead().status()).isEqualTo(200);
      server.assertInFlight(1);
      connection.leave();
      assertAborted(server, path);
    }

    private static void assertAborted(TestedServer server, String path) {
      StatsView stats = server.assertRecorded("GET " + path + " {aborted=1}");
      String operation = "GET " + path;
      assertThat(stats.field(operation, "abortedCount").asLong()).as("abortedCount").isEqualTo(1);
      assertThat(stats.field(operation, "errorCount").asLong()).as("errorCount").isZero();
      assertThat(stats.field(operation, "abortedMax").asDouble()).isEqualTo(25.0);
      assertThat(stats.field(operation, "maxDuration").isNull())
          .as("an abort is in no other duration")
          .isTrue();
    }
  }
}
