// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProblemJsonTest {

  @Test
  void problem_hasTheMembersOfTheRfcAndThenItsOwn() throws IOException {
    Problem problem =
        new Problem("tag:x,2026:y", "Bad parameter", 400, "Not so.", Map.of())
            .with("parameter", "window")
            .with("allowed", List.of("1m", "5m"));

    JsonNode json = JsonMapper.shared().readTree(write(problem));

    assertThat(json.propertyNames())
        .containsExactly("type", "title", "status", "detail", "parameter", "allowed");
    assertThat(json.get("status").intValue()).isEqualTo(400);
    assertThat(json.at("/allowed/1").stringValue()).isEqualTo("5m");
  }

  @Test
  void problemOfAStatus_hasNoTypeOfItsOwn() throws IOException {
    assertThat(write(Problem.of(404, "Not Found", "Nothing is here.")))
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                + "\"detail\":\"Nothing is here.\"}");
  }

  @Test
  void hostileText_isEscaped() throws IOException {
    String hostile = "</script>\ud83d";
    String json = write(Problem.of(400, "Bad", hostile).with("value", hostile));

    assertThat(json).doesNotContain("<", ">");
    assertThat(JsonMapper.shared().readTree(json).get("value").stringValue())
        .isEqualTo("</script>\ufffd");
  }

  private static String write(Problem problem) throws IOException {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    ProblemJson.write(problem, target);
    return target.toString(StandardCharsets.UTF_8);
  }
}
