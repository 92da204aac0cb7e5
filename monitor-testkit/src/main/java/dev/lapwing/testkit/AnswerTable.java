// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What differs between frameworks, as a Markdown table with a row for every server. */
final class AnswerTable {
  private AnswerTable() {}

  /**
   * Returns the table; servers that answer alike share a row.
   *
   * @param servers what {@link ContractResults} wrote of each
   */
  static String of(List<JsonNode> servers) {
    Map<JsonNode, String> rows = new LinkedHashMap<>();
    for (JsonNode server : servers) {
      rows.merge(server.path("answers"), server.get("server").asString(), (a, b) -> a + ", " + b);
    }
    List<String> requests = List.copyOf(servers.get(0).path("answers").propertyNames());
    StringBuilder out = new StringBuilder("| answers |");
    requests.forEach(request -> out.append(" `").append(request).append("` |"));
    out.append("\n|---|").append("---|".repeat(requests.size())).append('\n');
    rows.forEach(
        (answers, names) -> {
          out.append("| ").append(names).append(" |");
          for (String request : requests) {
            out.append(' ').append(answers.path(request).asString("")).append(" |");
          }
          out.append('\n');
        });
    return out.toString();
  }
}
