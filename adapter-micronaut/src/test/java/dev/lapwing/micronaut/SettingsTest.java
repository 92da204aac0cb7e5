// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.stats.StatsDocument;
import io.micronaut.core.io.ResourceLoader;
import io.micronaut.core.io.scan.ClassPathResourceLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The properties, from a service's configuration to what the monitor does. */
class SettingsTest {
  static final String SERVICE = "settings";

  private static final Pattern PROPERTY = Pattern.compile("`(lapwing\\.[a-z-]+)` \\|");

  private static RunningService start(Map<String, Object> properties, Object... beans) {
    return RunningService.start(SERVICE, properties, beans);
  }

  @Test
  void nothingToWriteButTheDependency() {
    try (RunningService service = start(Map.of())) {
      assertThat(service.get("/hello/1").body()).isEqualTo("hello 1");
      service.assertRecorded("GET /hello/{name} {200=1}");
      assertThat(service.get("/stats").body()).contains("\"GET /hello/{name}\"");
    }
  }

  @Test
  void propertiesReachTheMonitor() {
    try (RunningService service =
        start(
            Map.ofEntries(
                Map.entry("lapwing.service", "orders"),
                Map.entry("lapwing.instance", "one"),
                Map.entry("lapwing.version", "1.2.3"),
                Map.entry("lapwing.slow-operation-threshold", "1ms"),
                Map.entry("lapwing.very-slow-operation-threshold", "2h"),
                Map.entry("lapwing.operation-thresholds", "GET /hello/*=1h:2h, job.*=1ms:1h"),
                Map.entry("lapwing.sample-ratio", "cache.*=0.5, other.*=0.1"),
                Map.entry("lapwing.recent-samples", 3),
                Map.entry("lapwing.apdex-threshold", "PT1M"),
                Map.entry("lapwing.ignore", List.of("/health", "/internal/**")),
                Map.entry("lapwing.path", "/internal/numbers"),
                Map.entry("lapwing.access", "token"),
                Map.entry("lapwing.token", "0123456789abcdef"),
                Map.entry("lapwing.max-http-operations", 1),
                Map.entry("lapwing.max-internal-operations", 2),
                Map.entry("lapwing.history-memory", "1MB"),
                Map.entry("lapwing.lost-call-after", "1m"),
                Map.entry("lapwing.log-slow-operations", false)))) {
      service.get("/hello/1");
      service.get("/health");
      service.get("/internal/1");
      service.get("/late");
      service.assertRecorded("GET /hello/{name} {200=1}", "GET (other) {200=1}");
      assertThat(service.get("/internal/numbers").statusCode()).isEqualTo(401);
      assertThat(
              service
                  .send(
                      service
                          .request("/internal/numbers")
                          .header("Lapwing-Token", "0123456789abcdef")
                          .build())
                  .body())
          .contains("\"name\":\"orders\",\"instance\":\"one\",\"version\":\"1.2.3\"");
      StatsDocument stats = service.stats();
      assertThat(stats.overflowed()).isTrue();
      assertThat(service.of("GET /hello/{name}").slowCount()).isZero();
      assertThat(service.of("GET (other)").slowCount()).isOne();
      assertThat(service.of("GET (other)").verySlowCount()).isZero();
    }
  }

  @Test
  void serviceIsCalledWhatTheApplicationIs() {
    try (RunningService service = start(Map.of("micronaut.application.name", "shop"))) {
      assertThat(service.get("/stats").body()).contains("\"name\":\"shop\"");
    }
  }

  @ParameterizedTest
  @MethodSource("namesThatNoServiceMayHave")
  void nameOfTheApplicationThatDoesNotFitIsLeftOut(String name) {
    String defaultName;
    try (RunningService service = start(Map.of())) {
      defaultName = service.stats().service().name();
    }
    try (RunningService service = start(Map.of("micronaut.application.name", name))) {
      assertThat(service.stats().service().name()).isEqualTo(defaultName);
    }
  }

  static List<String> namesThatNoServiceMayHave() {
    return List.of("x".repeat(300), "shop\u0007", " ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lapwing.enabled|perhaps|must be true or false",
        "lapwing.path|stats|must be segments",
        "lapwing.access|public|must be one of loopback, authenticated, token",
        "lapwing.slow-operation-threshold|soon|must be a duration such as",
        "lapwing.operation-thresholds|x|must be patterns such as",
        "lapwing.history-memory|2KB|must be 1 MB to 4 GB",
        "lapwing.sample-ratio|x|must be",
        "lapwing.max-http-operations|many|must be a whole number"
      })
  void badValueIsRefusedAtTheStart(String name, String value, String allowed) {
    assertThatThrownBy(() -> start(Map.of(name, value)))
        .hasMessageContaining(name)
        .hasMessageContaining(allowed)
        .message()
        .containsAnyOf("'" + value + "'", value, "2048");
  }

  @Test
  void disabledLapwingRecordsNothingAndAnswersWithAnEmptyDocument() {
    try (RunningService service = start(Map.of("lapwing.enabled", false))) {
      assertThat(service.get("/hello/1").body()).isEqualTo("hello 1");
      assertThat(service.context().containsBean(LapwingFilter.class)).isFalse();
      assertThat(service.context().containsBean(Connections.class)).isFalse();
      assertThat(service.get("/stats").statusCode()).isEqualTo(200);
      assertThat(service.get("/stats").body()).contains("\"operations\":[]");
      PerformanceMonitor monitor = service.monitor();
      assertThat(monitor.<Integer, RuntimeException>trackOperation("job", () -> 1)).isEqualTo(1);
      assertThat(monitor.getStats()).isEmpty();
    }
  }

  @Test
  void everySettingOfTheDocumentationHasMetadataForCompletion() throws IOException {
    String metadata = resource("META-INF/spring-configuration-metadata.json");
    List<String> names =
        PROPERTY
            .matcher(Files.readString(configuration()))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(names).hasSizeGreaterThan(15);
    assertThat(names).allSatisfy(name -> assertThat(metadata).contains("\"" + name + "\""));
    assertThat(metadata).contains("where the stats are served");
  }

  /** Returns the documentation, from a module at whatever depth. */
  private static Path configuration() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/configuration.md"))) {
      folder = Objects.requireNonNull(folder.getParent(), "no docs");
    }
    return folder.resolve("docs/configuration.md");
  }

  private static String resource(String path) throws IOException {
    ResourceLoader loader =
        ClassPathResourceLoader.defaultLoader(LapwingFilter.class.getClassLoader());
    for (var url : loader.getResources(path).toList()) {
      try (InputStream in = url.openStream()) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        if (text.contains("lapwing.")) {
          return text;
        }
      }
    }
    throw new AssertionError(path);
  }
}
