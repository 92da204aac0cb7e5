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

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeFile() throws IOException {
    file = folder.resolve("contract.md");
    Files.writeString(file, EMPTY);
  }

  private void result(String server, String scenarios, String stats) throws IOException {
    Path results =
        Files.createDirectories(folder.resolve("adapter-" + server + "/target/contract"));
    Files.writeString(
        results.resolve(server + ".json"),
        """
        {"server": "%s", "version": "1.0", "scenarios": [%s], "stats": %s}
        """
            .formatted(server, scenarios, stats));
  }

  private static String scenario(String theme, String name, String result) {
    return """
        {"theme": "%s", "scenario": "%s", "result": %s}"""
        .formatted(theme, name, result);
  }

  private String table() throws IOException {
    ContractTable.main(new String[] {file.toString(), folder.toString()});
    return Files.readString(file);
  }

  @Test
  void serversAreColumnsAndReasonsAreNumbered() throws IOException {
    String disabled = "\"disabled\", \"reason\": \"it has no forward\"";
    result("b", scenario("Route", "x", disabled) + "," + scenario("Async", "y", disabled), "{}");
    result(
        "a", scenario("Route", "x", "\"passed\"") + "," + scenario("Async", "y", disabled), "{}");

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

            The same requests give the same stats document on each of them, timings apart.
            <!-- contract table: end -->

            After it.
            """);
    assertThat(table()).isEqualTo(Files.readString(file));
  }

  @Test
  void serverThatWasNotPutToTheWholeContractIsLeftOut() throws IOException {
    result("whole", scenario("Route", "x", "\"passed\""), "{}");
    result("part", scenario("Route", "x", "\"not run\""), "{}");

    assertThat(table()).contains("| Route | whole 1.0 |\n").doesNotContain("part 1.0");
  }

  @Test
  void documentsThatDifferAreNamed() throws IOException {
    for (String server : new String[] {"a", "b", "c"}) {
      String stats = server.equals("b") ? "{\"count\": 2}" : "{\"count\": 1}";
      result(server, scenario("Route", "x", "\"passed\""), stats);
    }

    assertThat(table())
        .contains("The same requests give another stats document than on a on: b.\n");
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
    result("a", scenario("Route", "x", "\"passed\""), "{}");
    Files.writeString(file, "# Contract\n");

    assertThatThrownBy(this::table)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("contract.md must have the lines '<!-- contract table: begin -->'");
  }
}
