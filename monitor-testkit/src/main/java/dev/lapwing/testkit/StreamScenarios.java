// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Bodies that are sent bit by bit, and responses without an end of their own. */
interface StreamScenarios extends Scenarios {

  @Test
  default void streamedBodyIsMeasuredToItsEnd() {
    try (RawConnection connection = server().open(ContractRoutes.STREAMED)) {
      Runnable release = server().gate().awaitHeld();
      assertThat(connection.readHead().status()).isEqualTo(200);
      connection.readUntil("first");
      server().assertInFlight(1);
      server().time().advance(Duration.ofSeconds(2));
      release.run();
      connection.readUntil("second");
      StatsView stats = server().assertRecorded("GET /streamed {200=1}");
      assertThat(stats.field("GET /streamed", "maxDuration").asDouble()).isEqualTo(2_000.0);
    }
  }

  @Test
  default void eventStreamIsRecordedAtItsHeadAndEndsAsAStream() {
    try (RawConnection connection = server().open(ContractRoutes.EVENTS)) {
      Runnable end = OpenStream.begin(server(), connection);
      OpenStream.assertRecordedAtHead(server(), ContractRoutes.EVENTS);
      server().time().advance(Duration.ofSeconds(30));
      end.run();
      OpenStream.assertEnded(server(), ContractRoutes.EVENTS);
    }
  }

  @Test
  default void eventStreamThatItsClientClosesIsNoAbort() {
    RawConnection connection = server().open(ContractRoutes.ENDLESS_EVENTS);
    Runnable more = OpenStream.begin(server(), connection);
    OpenStream.assertRecordedAtHead(server(), ContractRoutes.ENDLESS_EVENTS);
    server().time().advance(Duration.ofSeconds(30));
    connection.leave();
    more.run();
    OpenStream.assertEnded(server(), ContractRoutes.ENDLESS_EVENTS);
  }

  @Test
  default void upgradeIsRecordedAtItsHandshake() {
    try (RawConnection connection = server().connect()) {
      connection.sendUpgrade(ContractRoutes.UPGRADE);
      assertThat(connection.readHead().status()).isEqualTo(101);
    }
    server().assertRecorded("GET /upgrade {101=1}");
  }

  /** An event stream that a scenario has opened. */
  final class OpenStream {
    private OpenStream() {}

    /** Lets a stream send its head after 20 ms, reads it, and returns what lets it go on. */
    static Runnable begin(TestedServer server, RawConnection connection) {
      Runnable head = server.gate().awaitHeld();
      server.assertInFlight(1);
      server.time().advance(Duration.ofMillis(20));
      head.run();
      assertThat(connection.readHead().status()).isEqualTo(200);
      connection.readUntil("data: 1");
      return server.gate().awaitHeld();
    }

    static void assertRecordedAtHead(TestedServer server, String path) {
      StatsView open = server.awaitStats(read -> read.count() > 0);
      assertThat(open.recorded())
          .as("what is recorded of an open stream")
          .containsExactly("GET " + path + " {200=1}");
      assertThat(open.field("GET " + path, "maxDuration").asDouble())
          .as("milliseconds to the head")
          .isEqualTo(20.0);
      assertThat(open.openStreams()).as("streams.open").isEqualTo(1);
      assertThat(open.activeRequests()).as("activeRequests").isEqualTo(1);
    }

    static void assertEnded(TestedServer server, String path) {
      StatsView ended = server.assertRecorded("GET " + path + " {200=1}");
      assertThat(ended.openStreams()).as("streams.open").isZero();
      assertThat(ended.stream("ended").asLong()).as("streams.ended").isEqualTo(1);
      assertThat(ended.stream("maxLifetime").asDouble())
          .as("milliseconds that the stream lived")
          .isEqualTo(30_020.0);
      assertThat(ended.field("GET " + path, "maxDuration").asDouble()).isEqualTo(20.0);
    }
  }
}
