// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.ManualTimeSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What fails in the monitor never reaches a client. */
interface FaultScenarios extends Scenarios {

  @Test
  default void throwingRouteReachesNobody() {
    try (TestedServer server = run().startFaulty(settings -> {})) {
      assertThat(server.get(ContractRoutes.BROKEN_ROUTE).asString()).isEqualTo("broken");
      assertThat(server.get(ContractRoutes.HELLO).asString()).isEqualTo(ContractRoutes.HELLO_TEXT);
      StatsView stats = server.assertRecorded("GET (unmatched) {200=1}", "GET /hello {200=1}");
      assertThat(stats.self("swallowedErrors")).isPositive();
    }
  }

  @Test
  default void throwingListenersReachNobody() {
    try (TestedServer server =
        run()
            .startFaulty(
                settings ->
                    settings
                        .slowOperationThreshold(Duration.ofNanos(1))
                        .onSlowOperation(
                            slow -> {
                              throw new IllegalStateException("listener of slow operations");
                            })
                        .onInterval(
                            interval -> {
                              throw new IllegalStateException("listener of intervals");
                            }))) {
      try (RawConnection connection = server.open(ContractRoutes.HELD)) {
        Runnable release = server.gate().awaitHeld();
        server.time().advance(Duration.ofSeconds(2));
        release.run();
        assertThat(connection.read().body()).isEqualTo("held");
      }
      server.assertRecorded("GET /held {200=1}");
      server.time().advance(Duration.ofSeconds(2));
      StatsView stats = server.awaitStats(read -> read.self("swallowedErrors") >= 2);
      assertThat(stats.self("swallowedErrors")).isGreaterThanOrEqualTo(2);
      assertThat(server.get(ContractRoutes.HELLO).statusCode()).isEqualTo(200);
      server.assertRecorded("GET /held {200=1}", "GET /hello {200=1}");
    }
  }

  @Test
  default void throwingClockReachesNobody() {
    ThrowingClock clock = new ThrowingClock(new ManualTimeSource());
    try (TestedServer server = run().startFaulty(settings -> settings.timeSource(clock))) {
      clock.breakDown();
      assertThat(server.get(ContractRoutes.HELLO).asString()).isEqualTo(ContractRoutes.HELLO_TEXT);
      assertThat(server.get(ContractRoutes.ASYNC_HELLO).statusCode()).isEqualTo(200);
      assertThat(server.get(ContractRoutes.FAILURE).statusCode()).isEqualTo(500);
      assertThat(server.get("/nowhere").statusCode()).isEqualTo(404);
      clock.repair();
      StatsView stats = server.awaitStats(read -> read.self("negativeDurations") >= 4);
      assertThat(stats.self("negativeDurations")).as("calls without a duration").isEqualTo(4);
      server.assertRecorded();
      assertThat(server.get(ContractRoutes.HELLO).statusCode()).isEqualTo(200);
      server.assertRecorded("GET /hello {200=1}");
    }
  }
}
