// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.PerformanceMonitor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Replies of the endpoint are held to the schemas that the kit brings along. */
class RepliesTest {
  private static final String JSON = "application/json";

  private static JsonNode document(String path) {
    try (PerformanceMonitor monitor =
        PerformanceMonitor.builder().service("kit").environment(Map.of()).build()) {
      return LocalReader.read(monitor.http().endpoint(), path);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/series", "/slow", "/active"})
  void everyDocumentOfTheEndpointIsValid(String path) {
    assertThat(document(path).path("schema").asString()).startsWith("lapwing.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"durationUnit\":\"ms\"' | '\"durationUnit\":\"s\"'",
        "'\"overflowed\":false' | '\"overflowed\":null'",
        "'\"overflowed\":false' | '\"overflowed\":false,\"more\":1'",
        "lapwing.stats/1 | lapwing.active/1"
      })
  void documentOfAnotherFormIsNot(String text, String replacement) {
    String valid = document("").toString();
    assertThat(valid).contains(text);
    String other = valid.replace(text, replacement);
    assertThatThrownBy(() -> Replies.requireValid(JSON, other)).isInstanceOf(AssertionError.class);
  }

  @Test
  void refusalIsHeldToTheSchemaOfProblems() {
    String type = "application/problem+json";
    assertThatThrownBy(() -> Replies.requireValid(type, "{\"status\":\"403\"}"))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void replyWithoutABodyHasNoForm() {
    Replies.requireValid(null, "");
    Replies.requireValid(JSON, "");
  }
}
