// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What came of each scenario on one server. Not thread-safe. */
final class ContractResults {
  private static final Path FOLDER = Path.of("target", "contract");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String server;
  private final String version;
  private final Map<String, Result> results = new HashMap<>();
  private final ObjectNode documents = JSON.createObjectNode();
  private final ObjectNode answers = JSON.createObjectNode();

  ContractResults(String server, String version) {
    this.server = server;
    this.version = version;
  }

  /**
   * Asserts that a leaf has every scenario as a test, with a reason where it is disabled: one that
   * is overridden without {@code @Test} would silently be none.
   */
  static void requireEveryScenario(Class<?> leaf) {
    for (Scenario scenario : Scenario.all()) {
      Method method = scenario.methodOf(leaf);
      if (!method.isAnnotationPresent(Test.class)) {
        throw new IllegalStateException(method + " overrides a scenario without @Test");
      }
      Disabled disabled = method.getAnnotation(Disabled.class);
      if (disabled != null && disabled.value().isBlank()) {
        throw new IllegalStateException(method + " is disabled without a reason");
      }
    }
  }

  void note(String scenario, String result, String reason) {
    results.put(scenario, new Result(result, reason));
  }

  /** Keeps a document, normalised. */
  void keepDocument(String name, JsonNode document) {
    documents.set(name, document);
  }

  /** Keeps what the server answered to a request, and what that was recorded as. */
  void keepAnswer(String request, String answer) {
    answers.put(request, answer);
  }

  /** Writes everything to {@code target/contract/<server>.json}. */
  void write() {
    try {
      Files.createDirectories(FOLDER);
      String text = toJson().toPrettyString().replace(System.lineSeparator(), "\n");
      Files.write(FOLDER.resolve(server + ".json"), (text + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode toJson() {
    ObjectNode json = JSON.createObjectNode().put("server", server).put("version", version);
    ArrayNode scenarios = json.putArray("scenarios");
    for (Scenario scenario : Scenario.all()) {
      Result result = results.getOrDefault(scenario.name(), Result.NOT_RUN);
      ObjectNode row = scenarios.addObject();
      row.put("theme", scenario.theme()).put("scenario", scenario.title());
      row.put("result", result.result());
      if (!result.reason().isEmpty()) {
        row.put("reason", result.reason());
      }
    }
    json.set("answers", answers);
    json.set("documents", documents);
    return json;
  }

  private record Result(String result, String reason) {
    static final Result NOT_RUN = new Result("not run", "");
  }

  /**
   * A scenario of the contract.
   *
   * @param theme the group that it is in, in words
   * @param name the method that it is
   */
  record Scenario(String theme, String name) {

    /** Returns all scenarios, by theme and name. */
    static List<Scenario> all() {
      List<Scenario> all = new ArrayList<>();
      for (Class<?> group : HttpServerContract.class.getInterfaces()) {
        String theme = group.getSimpleName().replace("Scenarios", "");
        List.of(group.getDeclaredMethods()).stream()
            .filter(method -> method.isAnnotationPresent(Test.class))
            .map(Method::getName)
            .sorted()
            .forEach(name -> all.add(new Scenario(theme, name)));
      }
      return all;
    }

    /** Returns the name in words: {@code requestIsMeasured} is {@code request is measured}. */
    String title() {
      return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9])", " ")
          .replaceAll("(?<=\\bA)(?=[A-Z])", " ")
          .toLowerCase(Locale.ROOT);
    }

    Method methodOf(Class<?> leaf) {
      try {
        return leaf.getMethod(name);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
