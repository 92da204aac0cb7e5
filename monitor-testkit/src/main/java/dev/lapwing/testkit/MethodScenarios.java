// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Methods beside {@code GET}. Frameworks differ in what they answer, and in whether the route of
 * another method counts as matched; whatever it is, it is recorded once as the client saw it.
 */
interface MethodScenarios extends Scenarios {

  @Test
  default void headIsAnOperationOfItsOwn() {
    assertThat(server().send("HEAD", ContractRoutes.HELLO).statusCode()).isEqualTo(200);
    server().get(ContractRoutes.HELLO);
    server().assertRecorded("HEAD /hello {200=1}", "GET /hello {200=1}");
  }

  @Test
  default void optionsIsRecordedAsItWasAnswered() {
    int status = server().send("OPTIONS", ContractRoutes.HELLO).statusCode();
    MethodRows.assertRecorded(server(), "OPTIONS", status);
  }

  @Test
  default void methodThatIsNotAllowedIsRecordedAs405() {
    assertThat(server().send("POST", ContractRoutes.HELLO).statusCode()).isEqualTo(405);
    MethodRows.assertRecorded(server(), "POST", 405);
  }

  @Test
  default void unknownMethodsShareOneOperation() {
    int status = server().send("POSTS", ContractRoutes.HELLO).statusCode();
    assertThat(server().send("BREW", ContractRoutes.HELLO).statusCode()).isEqualTo(status);
    MethodRows.assertRecorded(server(), "_OTHER", status, 2);
  }

  /** Asserts what is recorded of methods at {@link ContractRoutes#HELLO}. */
  final class MethodRows {
    private MethodRows() {}

    static void assertRecorded(TestedServer server, String method, int status) {
      assertRecorded(server, method, status, 1);
    }

    static void assertRecorded(TestedServer server, String method, int status, int count) {
      String numbers = " {" + status + "=" + count + "}" + (status < 500 ? "" : " errors=" + count);
      String matched = method + " /hello" + numbers;
      String unmatched = method + " (unmatched)" + numbers;
      List<String> recorded = server.awaitStats(read -> read.count() >= count).recorded();
      server.assertRecorded(recorded.contains(unmatched) ? unmatched : matched);
    }
  }
}
