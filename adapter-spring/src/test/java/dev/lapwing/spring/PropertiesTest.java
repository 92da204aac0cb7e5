// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Settings by {@code lapwing.*} properties. */
class PropertiesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lapwing.slow-operation-threshold | soon        | must be a duration such as 500ms, 2s, 15m, 1h or PT2S, but was 'soon'
          lapwing.slow-operation-threshold | -1s         | must be
          lapwing.history-memory           | 1KB         | must be 1 MB to 4 GB in bytes, but was
          lapwing.history-memory           | much        | must be a size such as 32MB, 512KB or a number of bytes, but was 'much'
          lapwing.access                   | everybody   | must be one of loopback, authenticated, token, delegated, open, but was 'everybody'
          lapwing.path                     | stats       | path must be segments
          lapwing.max-http-operations      | many        | must be a whole number, but was 'many'
          lapwing.max-http-operations      | 0           | must be
          lapwing.enabled                  | perhaps     | must be true or false, but was 'perhaps'
          lapwing.token                    | short       | token must be 16 to 256 visible ASCII characters, but was one of 5 (not shown)
          lapwing.operation-thresholds     | GET /x      | patterns such as
          """)
  void badValueStopsTheStartAndIsExplained(String name, String value, String sentence) {
    Throwable failure =
        catchThrowable(
            () ->
                Application.mvc(MvcApplicationTest.Shop.class)
                    .property(name, value)
                    .start()
                    .close());

    assertThat(failure).isNotNull();
    FailureAnalysis analysis = new SettingFailureAnalyzer().analyze(failure);
    assertThat(analysis).as("analysis of " + failure).isNotNull();
    assertThat(analysis.getDescription()).contains(name + ":", sentence);
    assertThat(analysis.getAction()).contains("Change the property");
  }

  @Test
  void everySettingOfTheDocumentationIsAProperty() throws IOException {
    String documentation = Files.readString(configuration());
    TreeSet<String> documented =
        Pattern.compile("\\| `(lapwing\\.[a-z-]+)` \\|")
            .matcher(documentation)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(documented).hasSizeGreaterThan(10);

    String metadata = resource("META-INF/spring-configuration-metadata.json");
    for (String name : documented) {
      assertThat(metadata).contains("\"name\": \"" + name + "\"");
    }
    assertThat(metadata).contains("\"description\": \"where the stats are served");
  }

  private static Path configuration() {
    return Path.of("..", "docs", "configuration.md");
  }

  private static String resource(String name) throws IOException {
    ClassLoader loader = LapwingProperties.class.getClassLoader();
    try (InputStream in = loader.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    }
  }

  @Test
  void everyKindOfValueIsRead() {
    Map<String, Object> settings =
        Map.of(
            "lapwing.slow-operation-threshold", "250ms",
            "lapwing.very-slow-operation-threshold", "2s",
            "lapwing.operation-thresholds", "GET /items/*=1s:2s, database.*=10ms:1s",
            "lapwing.ignore", "/internal/**,/health",
            "lapwing.access", "open",
            "lapwing.history-memory", "8MB",
            "lapwing.max-internal-operations", "10",
            "lapwing.log-slow-operations", "false",
            "lapwing.path", "/numbers",
            "lapwing.service", "named");
    Application.Start start = Application.mvc(MvcApplicationTest.Shop.class);
    settings.forEach(start::property);
    try (Application app = start.start()) {
      app.get("/internal/a");
      assertThat(app.get("/numbers", "X-Forwarded-For", "192.0.2.1").body())
          .contains("\"name\":\"named\"", "\"operations\":[]");
    }
  }
}
