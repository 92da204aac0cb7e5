// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Writes the table of scenarios by server, and that of what frameworks answer differently, into a
 * Markdown file, between two marks, out of what {@link HttpServerContract} left in {@code
 * target/contract}. The same results give the same bytes. Before that it requires that the script
 * gave the same documents on all servers, and that no server has got lost.
 */
public final class ContractTable {
  private static final String BEGIN = "<!-- contract table: begin -->\n";
  private static final String END = "<!-- contract table: end -->\n";

  /** A server with its version, in the head of the first of the tables. */
  private static final Pattern COLUMN =
      Pattern.compile("(?<=\\|) ([a-z0-9.-]+) [0-9][^ |]* (?=\\|)");

  private final List<JsonNode> servers;
  private final List<String> reasons = new ArrayList<>();

  private ContractTable(List<JsonNode> servers) {
    this.servers = servers;
  }

  /**
   * Writes the table. Servers whose contract was not run, or not as a whole, are left out; when
   * there is none, the file stays as it is.
   *
   * @param args the Markdown file, and the folder of the project, in whose modules {@code
   *     adapter-*} results are looked for; behind them, as {@code micronaut-4=folder}, where
   *     results are that not every build has: they have no column of their own, and must be those
   *     of the column that is named
   * @throws IllegalArgumentException if the file has not both marks
   * @throws IllegalStateException if a server has other documents of the script than another, or
   *     none; if the file has a column of a server without results
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    List<JsonNode> servers = new ArrayList<>();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(Path.of(args[1]), "adapter-*")) {
      for (Path module : modules) {
        servers.addAll(read(module.resolve("target/contract")));
      }
    }
    if (servers.isEmpty()) {
      return;
    }
    servers.sort(Comparator.comparing(ContractTable::nameOf));
    String before = Files.readString(file);
    String after = insert(file, before, new ContractTable(servers).toMarkdown());
    requireColumnsOf(before, servers);
    DocumentComparison.requireEqual(servers, "documents");
    for (String twin : List.of(args).subList(2, args.length)) {
      int split = twin.indexOf('=');
      requireTwins(servers, twin.substring(0, split), read(Path.of(twin.substring(split + 1))));
    }
    if (!after.equals(before)) {
      Files.write(file, after.getBytes(UTF_8));
    }
  }

  private static String nameOf(JsonNode server) {
    return server.get("server").asString();
  }

  private static void requireColumnsOf(String text, List<JsonNode> servers) {
    List<String> names = servers.stream().map(ContractTable::nameOf).toList();
    COLUMN
        .matcher(text)
        .results()
        .map(column -> column.group(1))
        .filter(name -> !names.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalStateException(
                  "the table has a column of "
                      + name
                      + ", but no results: run the whole contract on it, or take the tables out");
            });
  }

  private static void requireTwins(List<JsonNode> servers, String name, List<JsonNode> twins) {
    for (JsonNode twin : twins) {
      List<JsonNode> both =
          Stream.concat(servers.stream().filter(each -> nameOf(each).equals(name)), Stream.of(twin))
              .toList();
      for (String field : List.of("scenarios", "answers", "documents")) {
        DocumentComparison.requireEqual(both, field);
      }
    }
  }

  private static List<JsonNode> read(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<JsonNode> results = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        results.add(Replies.parse(Files.readString(file)));
      }
    }
    results.removeIf(server -> !isWhole(server));
    return results;
  }

  private static boolean isWhole(JsonNode server) {
    return server.get("scenarios").valueStream().noneMatch(row -> resultOf(row).equals("not run"));
  }

  private static String resultOf(JsonNode scenario) {
    return scenario.get("result").asString();
  }

  private static String insert(Path file, String text, String table) {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          file + " must have the lines '" + BEGIN.strip() + "' and '" + END.strip() + "'");
    }
    return text.substring(0, begin + BEGIN.length()) + table + text.substring(end);
  }

  private String toMarkdown() {
    StringBuilder out = new StringBuilder();
    rowsByTheme().forEach((theme, rows) -> appendTheme(out, theme, rows));
    for (int i = 0; i < reasons.size(); i++) {
      out.append(i + 1).append(". ").append(reasons.get(i)).append('\n');
    }
    return out.append(reasons.isEmpty() ? "" : "\n").append(AnswerTable.of(servers)).toString();
  }

  /** Returns the results of each scenario, in the order of the servers, by theme and scenario. */
  private Map<String, Map<String, List<JsonNode>>> rowsByTheme() {
    Map<String, Map<String, List<JsonNode>>> themes = new LinkedHashMap<>();
    for (JsonNode server : servers) {
      for (JsonNode row : server.get("scenarios")) {
        themes
            .computeIfAbsent(row.get("theme").asString(), theme -> new LinkedHashMap<>())
            .computeIfAbsent(row.get("scenario").asString(), scenario -> new ArrayList<>())
            .add(row);
      }
    }
    return themes;
  }

  private void appendTheme(StringBuilder out, String theme, Map<String, List<JsonNode>> rows) {
    out.append("| ").append(theme).append(" |");
    for (JsonNode server : servers) {
      out.append(' ').append(nameOf(server));
      out.append(' ').append(server.get("version").asString()).append(" |");
    }
    out.append("\n|---|").append("---|".repeat(servers.size())).append('\n');
    rows.forEach(
        (scenario, results) -> {
          out.append("| ").append(scenario).append(" |");
          results.forEach(result -> out.append(' ').append(cell(result)).append(" |"));
          out.append('\n');
        });
    out.append('\n');
  }

  private String cell(JsonNode scenario) {
    String result = resultOf(scenario);
    if (result.equals("passed")) {
      return "yes";
    }
    String reason = scenario.path("reason").asString("");
    return reason.isEmpty() ? result : result + " (" + numberOf(reason) + ")";
  }

  private int numberOf(String reason) {
    if (!reasons.contains(reason)) {
      reasons.add(reason);
    }
    return reasons.indexOf(reason) + 1;
  }
}
