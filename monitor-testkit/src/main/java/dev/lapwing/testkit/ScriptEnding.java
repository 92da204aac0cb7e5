// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.testkit.Script.EventStream;
import dev.lapwing.testkit.Script.Leaver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The requests of a {@link Script} that end in other ways than with a whole response. */
final class ScriptEnding {
  private final TestedServer server;
  private final ScriptTally tally;

  ScriptEnding(TestedServer server, ScriptTally tally) {
    this.server = server;
    this.tally = tally;
  }

  void play(Script script) {
    failAfterHead(script.lateFailures());
    for (int i = 0; i < script.upgrades(); i++) {
      upgrade();
    }
    script.eventStreams().forEach(this::streamEvents);
    script.leavers().forEach(this::leave);
  }

  /** All at the same time: what a framework needs to fail late would add up. */
  private void failAfterHead(int requests) {
    List<RawConnection> connections = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      connections.add(server.open(ContractRoutes.LATE_FAILURE));
      tally.add("GET " + ContractRoutes.LATE_FAILURE, "200", true, 0);
    }
    for (RawConnection connection : connections) {
      assertThat(connection.readHead().status()).isEqualTo(200);
    }
    server.awaitRecorded(tally.count(), 0);
    connections.forEach(RawConnection::close);
  }

  private void upgrade() {
    try (RawConnection connection = server.connect()) {
      connection.sendUpgrade(ContractRoutes.UPGRADE);
      assertThat(connection.readHead().status()).isEqualTo(101);
    }
    tally.add("GET " + ContractRoutes.UPGRADE, "101", false, 0);
    server.awaitRecorded(tally.count(), 0);
  }

  private void streamEvents(EventStream stream) {
    try (RawConnection connection = server.open(ContractRoutes.EVENTS)) {
      Runnable head = server.gate().awaitHeld();
      advance(stream.headNanos());
      head.run();
      assertThat(connection.readHead().status()).isEqualTo(200);
      tally.add("GET " + ContractRoutes.EVENTS, "200", false, stream.headNanos());
      server.awaitRecorded(tally.count(), 1);
      Runnable end = server.gate().awaitHeld();
      advance(stream.openNanos());
      end.run();
      server.awaitRecorded(tally.count(), 0);
    }
  }

  private void leave(Leaver leaver) {
    RawConnection connection = server.open(leaver.path());
    Runnable release = server.gate().awaitHeld();
    advance(leaver.nanos());
    if (leaver.beforeHead()) {
      connection.leave();
      release.run();
    } else {
      release.run();
      assertThat(connection.readHead().status()).isEqualTo(200);
      connection.leave();
    }
    tally.addAborted("GET " + leaver.path(), leaver.nanos());
    server.awaitRecorded(tally.count(), 0);
  }

  private void advance(long nanos) {
    server.time().advance(Duration.ofNanos(nanos));
  }
}
