// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many requests of all kinds: the documents afterwards, which are the same from every server. */
interface ScriptScenarios extends Scenarios {

  @Test
  default void scriptOf5000RequestsGivesTheNumbersThatItSays() {
    try (TestedServer server = run().start("", settings -> {})) {
      Script script = Script.write();
      ScriptTally tally = new ScriptTally();
      JsonNode active;
      try (ScriptPlay play = new ScriptPlay(server, tally)) {
        active = play.play(script.rounds());
      }
      new ScriptEnding(server, tally).play(script);
      server.time().advance(Duration.ofSeconds(1));
      assertThat(tally.count()).as("requests of the script").isEqualTo(Script.REQUESTS);
      tally.assertNumbersIn(server.assertRecorded(tally.rows()));
      ScriptDocuments.keep(run().results(), server, active);
    }
  }
}
