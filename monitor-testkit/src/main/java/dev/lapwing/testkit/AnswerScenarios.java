// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Requests that each framework answers in a way of its own: whatever it is, it is what the server's
 * table says, and is recorded once as the client saw it.
 */
interface AnswerScenarios extends Scenarios {

  @Test
  default void answersOfTheFrameworksOwnAreThoseOfItsTable() {
    String answers =
        HttpServerContract.ANSWERED_REQUESTS.stream()
            .map(request -> request + ": " + OwnAnswer.of(run(), request) + "\n")
            .collect(Collectors.joining());
    assertThat(answers).isEqualTo(run().contract().answers());
  }

  /** What a server answers to one request. */
  final class OwnAnswer {
    private OwnAnswer() {}

    /** Returns the status and what it was recorded as, and keeps that for the table of all. */
    static String of(ContractRun run, String request) {
      TestedServer server = run.shared();
      server.reset();
      String[] parts = request.split(" ", 2);
      int status = server.send(parts[0], parts[1]).statusCode();
      List<String> recorded = server.awaitStats(read -> read.count() > 0).recorded();
      assertThat(recorded).as("rows after " + request).hasSize(1);
      String numbers = " {" + status + "=1}" + (status < 500 ? "" : " errors=1");
      assertThat(recorded.get(0)).as("row after " + request).endsWith(numbers);
      server.assertRecorded(recorded.get(0));
      String answer = status + " as " + recorded.get(0).replace(numbers, "");
      run.results().keepAnswer(request, answer);
      return answer;
    }
  }
}
