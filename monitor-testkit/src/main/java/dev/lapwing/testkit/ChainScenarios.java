// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.testkit.LeavingScenarios.Leaving;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Chains of a framework's own futures or publishers: one record, whatever becomes of them. */
interface ChainScenarios extends Scenarios {

  @Test
  default void chainIsMeasuredFromItsFirstStepToItsLast() {
    try (RawConnection connection = server().open(ContractRoutes.CHAIN)) {
      Runnable first = server().gate().awaitHeld();
      server().assertInFlight(1);
      server().time().advance(Duration.ofMillis(25));
      first.run();
      Runnable second = server().gate().awaitHeld();
      server().assertInFlight(1);
      server().time().advance(Duration.ofMillis(40));
      second.run();
      assertThat(connection.read().body()).hasSize(ContractRoutes.BIG_LENGTH);
      StatsView stats = server().assertRecorded("GET /chain {200=1}");
      assertThat(stats.field("GET /chain", "maxDuration").asDouble())
          .as("milliseconds of both steps")
          .isEqualTo(65.0);
    }
  }

  @Test
  default void leavingAPendingChainIsOneAbort() {
    RawConnection connection = server().open(ContractRoutes.CHAIN);
    server().gate().letOneThrough();
    Runnable second = server().gate().awaitHeld();
    Leaving.whilePending(this, ContractRoutes.CHAIN, connection::close, second);
  }

  @Test
  default void chainThatFailsAfterTheHeadKeepsTheStatusAndIsAnError() {
    try (RawConnection connection = server().open(ContractRoutes.CHAIN_FAILURE)) {
      assertThat(connection.readHead().status()).isEqualTo(200);
      connection.readUntil("begun");
      Runnable failure = server().gate().awaitHeld();
      server().assertInFlight(1);
      server().time().advance(Duration.ofMillis(25));
      failure.run();
      StatsView stats = server().assertRecorded("GET /chain/failure {200=1} errors=1");
      assertThat(stats.field("GET /chain/failure", "maxDuration").asDouble())
          .as("milliseconds to the failure")
          .isEqualTo(25.0);
    }
  }
}
