// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of scenarios by server. */
class ContractTableTest {
  private static final String EMPTY =
      """
      # Contract

      <!-- contract table: begin -->
      <!-- contract table: end -->

      After it.
      """;

  private static final String SCENARIO = scenario("Route", "x", "\"passed\"");
  private static final String DOCUMENTS =
      """
      {"total": {"count": 5000, "rows": [{"p50": 1.5}, {"p50": null}]}}""";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeFile() throws IOException {
    file = folder.resolve("contract.md");
    Files.writeString(file, EMPTY);
  }

  private void result(String server, String scenarios) throws IOException {
    result("adapter-" + server, server, scenarios, DOCUMENTS, "405 as POST /hello");
  }

  private void result(
      String module, String server, String scenarios, String documents, String answer)
      throws IOException {
    Path results = Files.createDirectories(folder.resolve(module + "/target/contract"));
    Files.writeString(
        results.resolve(server + ".json"),
        """
        {"server": "%s", "version": "1.0", "scenarios": [%s],
         "answers": {"HEAD /hello": "200 as HEAD /hello", "POST /hello": "%s"},
         "documents": %s}
        """
            .formatted(server, scenarios, answer, documents));
  }

  private static String scenario(String theme, String name, String result) {
    return """
        {"theme": "%s", "scenario": "%s", "result": %s}"""
        .formatted(theme, name, result);
  }

  private String table() throws IOException {
    ContractTable.main(
        new String[] {file.toString(), folder.toString(), "a=" + folder.resolve("no-twin")});
    return Files.readString(file);
  }

  @Test
  void serversAreColumnsAndReasonsAreNumbered() throws IOException {
    String disabled = "\"disabled\", \"reason\": \"it has no forward\"";
    result("b", scenario("Route", "x", disabled) + "," + scenario("Async", "y", disabled));
    result("a", SCENARIO + "," + scenario("Async", "y", disabled));

    assertThat(table())
        .isEqualTo(
            """
            # Contract

            <!-- contract table: begin -->
            | Route | a 1.0 | b 1.0 |
            |---|---|---|
            | x | yes | disabled (1) |

            | Async | a 1.0 | b 1.0 |
            |---|---|---|
            | y | disabled (1) | disabled (1) |

            1. it has no forward

            | answers | `HEAD /hello` | `POST /hello` |
            |---|---|---|
            | a, b | 200 as HEAD /hello | 405 as POST /hello |
            <!-- contract table: end -->

            After it.
            """);
    assertThat(table()).isEqualTo(Files.readString(file));
  }

  @Test
  void serverThatWasNotPutToTheWholeContractIsLeftOut() throws IOException {
    result("whole", SCENARIO);
    result("part", scenario("Route", "x", "\"not run\""));

    assertThat(table()).contains("| Route | whole 1.0 |\n").doesNotContain("part 1.0");
  }

  @Test
  void serversThatAnswerAnotherWayHaveARowOfTheirOwn() throws IOException {
    result("a", SCENARIO);
    result("adapter-b", "b", SCENARIO, DOCUMENTS, "405 as POST (unmatched)");
    result("c", SCENARIO);

    assertThat(table())
        .contains(
            "| a, c | 200 as HEAD /hello | 405 as POST /hello |\n",
            "| b | 200 as HEAD /hello | 405 as POST (unmatched) |\n");
  }

  @Test
  void documentsThatDifferFailAndAreNamed() throws IOException {
    result("a", SCENARIO);
    String other = DOCUMENTS.replace("5000", "4999").replace(", {\"p50\": null}", "");
    result("adapter-b", "b", SCENARIO, other, "");
    result("c", SCENARIO);

    assertThatThrownBy(this::table)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            """
            servers differ in their documents:
            b: /total/count is 4999, on a 5000
            b: /total/rows/1 is absent, on a {"p50":null}""");
    assertThat(file).hasContent(EMPTY);
  }

  @Test
  void manyDifferencesAreCounted() throws IOException {
    result("adapter-a", "a", SCENARIO, "{\"total\": [1,1,1,1,1,1,1,1,1,1,1,1]}", "");
    result("adapter-b", "b", SCENARIO, "{\"total\": [2,2,2,2,2,2,2,2,2,2,2,2]}", "");

    assertThatThrownBy(this::table)
        .hasMessageContaining("b: /total/9 is 2, on a 1\nb: and 2 more")
        .hasMessageNotContaining("/total/10");
  }

  @Test
  void serverWithoutDocumentsFails() throws IOException {
    result("a", SCENARIO);
    result("adapter-b", "b", SCENARIO, "{}", "");

    assertThatThrownBy(this::table).hasMessageContaining("b has results, but no documents");
  }

  @Test
  void serverThatGotLostFails() throws IOException {
    result("a", SCENARIO);
    result("b", SCENARIO);
    String both = table();
    result("b", scenario("Route", "x", "\"not run\""));

    assertThatThrownBy(this::table)
        .hasMessageStartingWith("the table has a column of b, but no results: run the whole");
    assertThat(file).hasContent(both);
  }

  @Test
  void twinThatNotEveryBuildHasMustBeAsItsColumn() throws IOException {
    result("a", SCENARIO);
    String answer = "405 as POST /hello";
    result("elsewhere", "b", SCENARIO, DOCUMENTS, answer);
    String twin = "a=" + folder.resolve("elsewhere/target/contract");
    String[] arguments = {file.toString(), folder.toString(), twin};
    ContractTable.main(arguments);
    assertThat(Files.readString(file)).contains("| Route | a 1.0 |\n");

    result("elsewhere", "b", SCENARIO, DOCUMENTS.replace("5000", "0"), answer);
    assertThatThrownBy(() -> ContractTable.main(arguments))
        .hasMessageContaining("b: /total/count is 0, on a 5000");
    result("elsewhere", "b", SCENARIO, DOCUMENTS, "405 as POST (unmatched)");
    assertThatThrownBy(() -> ContractTable.main(arguments))
        .hasMessageContaining("in their answers");
    String disabled = scenario("Route", "x", "\"disabled\", \"reason\": \"no\"");
    result("elsewhere", "b", disabled, DOCUMENTS, answer);
    assertThatThrownBy(() -> ContractTable.main(arguments))
        .hasMessageContaining("b: /0/result is \"disabled\", on a \"passed\"");
  }

  @Test
  void fileStaysAsItIsWithoutResults() throws IOException {
    assertThat(table()).isEqualTo(EMPTY);
    Files.createDirectories(folder.resolve("adapter-x/target"));
    ContractTable.main(new String[] {file.toString(), folder.toString()});
    assertThat(file).hasContent(EMPTY);
  }

  @Test
  void fileWithoutMarksIsRefused() throws IOException {
    result("a", SCENARIO);
    Files.writeString(file, "# Contract\n");

    assertThatThrownBy(this::table)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("contract.md must have the lines '<!-- contract table: begin -->'");
  }
}
