// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.lapwing.http.StatsAccess;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
  private static final Pattern NAME_OF_A_SETTING =
      Pattern.compile("\\bLAPWING_[A-Z_]*[A-Z]\\b|(?<![\\w.-])lapwing\\.[a-z-]++(?![/(])");

  /** What one adapter has besides. */
  private static final Set<String> NAMES_OF_ADAPTERS = Set.of("lapwing.route-resolver");

  static Stream<Arguments> refusedBySetters() {
    return Stream.of(
        refused(b -> b.slowOperationThreshold(Duration.ZERO), "slowOperationThreshold must be"),
        refused(b -> b.slowOperationThreshold(Duration.ofNanos(-1)), "but was PT-0.000000001S"),
        refused(b -> b.verySlowOperationThreshold(Duration.ofDays(366)), "at most 365 days"),
        refused(b -> b.apdexThreshold(Duration.ZERO), "apdexThreshold must be positive"),
        refused(b -> b.lostCallAfter(Duration.ZERO), "lostCallAfter must be positive"),
        refused(
            b -> b.operationThresholds("a", Duration.ofSeconds(2), Duration.ofSeconds(1)),
            "operationThresholds of a must not have very slow below slow"),
        refused(b -> b.service(" "), "service must not be blank"),
        refused(b -> b.instance("a\u0007b"), "instance must hold no control characters"),
        refused(b -> b.version("\ud800"), "has U+D800"),
        refused(b -> b.service("x".repeat(10_240)), "at most 256 characters, but was 10240"),
        refused(b -> b.ignore(""), "ignore must not be blank"),
        refused(b -> b.path("stats"), "path must be segments"),
        refused(b -> b.path("/"), "but was /"),
        refused(b -> b.path("/stats/"), "but was /stats/"),
        refused(b -> b.path("/a b"), "but was /a b"),
        refused(b -> b.token("short"), "token must be 16 to 256 visible ASCII characters"),
        refused(b -> b.token("sixteen chars ok"), "not shown"),
        refused(b -> b.maxHttpOperations(0), "maxHttpOperations must be 1 to 10000, but was 0"),
        refused(b -> b.maxInternalOperations(-5), "but was -5"),
        refused(b -> b.historyMemory(1), "historyMemory must be 1 MB to 4 GB in bytes, but was 1"));
  }

  private static Arguments refused(Consumer<PerformanceMonitorBuilder> setter, String message) {
    return Arguments.of(setter, message);
  }

  @ParameterizedTest
  @MethodSource("refusedBySetters")
  void badValue_isRefusedAtOnceByNameValueAndWhatIsAllowed(
      Consumer<PerformanceMonitorBuilder> setter, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> setter.accept(PerformanceMonitor.builder()))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SLOW_OPERATION_THRESHOLD | fast | a duration such as 500ms, 2s, 15m, 1h or PT2S",
        "SLOW_OPERATION_THRESHOLD | 0ms | must be positive and at most 365 days, but was PT0S",
        "VERY_SLOW_OPERATION_THRESHOLD | 99999999999h | must be",
        "ENABLED | yes | must be true or false, but was 'yes'",
        "ACCESS | everybody | must be one of loopback, authenticated, token, delegated, open, but was 'everybody'",
        "TOKEN | tiny | 16 to 256 visible ASCII",
        "MAX_HTTP_OPERATIONS | many | must be a whole number, but was 'many'",
        "MAX_HTTP_OPERATIONS | NaN | must be a whole number, but was 'NaN'",
        "HISTORY_MEMORY | 32 parsecs | must be a size such as 32MB",
        "HISTORY_MEMORY | 999999999999999GB | must be a size that fits into memory",
        "OPERATION_THRESHOLDS | GET /a=1s | must be patterns such as",
        "IGNORE | /a,,/b | ignore must not be blank",
        "PATH | stats | path must be segments"
      })
  void badValueInTheEnvironment_isRefusedAtStart(String name, String value, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> built(Map.of("LAPWING_" + name, value)).close())
        .withMessageStartingWith("LAPWING_" + name + ": ")
        .withMessageContaining(message);
  }

  @Test
  void contradictions_areRefusedByBuild() {
    refusedByBuild(
        () -> PerformanceMonitor.builder().access(StatsAccess.TOKEN).build(),
        "access is token, but no token is set");
    refusedByBuild(
        () ->
            PerformanceMonitor.builder().access(StatsAccess.OPEN).token("0123456789abcdef").build(),
        "a token is set, but access is OPEN");
    refusedByBuild(
        () ->
            PerformanceMonitor.builder()
                .slowOperationThreshold(Duration.ofSeconds(9))
                .verySlowOperationThreshold(Duration.ofSeconds(3))
                .build(),
        "very slow below slow, which is PT9S, but was PT3S");
  }

  private static void refusedByBuild(ThrowingCallable build, String message) {
    assertThatIllegalArgumentException().isThrownBy(build).withMessageContaining(message);
  }

  @Test
  void environment_overridesWhatTheCodeSet() {
    Map<String, String> environment =
        Map.of(
            "LAPWING_SERVICE", "from-environment",
            "LAPWING_SLOW_OPERATION_THRESHOLD", "20ms",
            "LAPWING_OPERATION_THRESHOLDS", "quick.*=5ms:10ms, lazy=1h:PT2H",
            "LAPWING_PATH", "/internal/stats",
            "LAPWING_MAX_INTERNAL_OPERATIONS", " 3 ");
    try (PerformanceMonitor monitor =
        PerformanceMonitor.builder().service("from-code").environment(environment).build()) {
      for (String name : new String[] {"quick.a", "lazy", "plain", "overflowing"}) {
        monitor.record(name, Duration.ofMillis(50), true);
      }

      assertThat(monitor.http().endpoint().read(StatsQuery.DEFAULT).service().name())
          .isEqualTo("from-environment");
      assertThat(monitor.http().endpoint().basePath()).isEqualTo("/internal/stats");
      assertThat(monitor.getStats("quick.a").verySlowCount()).isEqualTo(1);
      assertThat(monitor.getStats("plain").slowCount()).isEqualTo(1);
      assertThat(monitor.getStats("lazy").slowCount()).isZero();
      assertThat(monitor.getStats("(other)").count()).isEqualTo(1);
    }
  }

  @Test
  void systemProperty_overridesTheEnvironment() {
    System.setProperty("lapwing.service", "from-property");
    try (PerformanceMonitor monitor = built(Map.of("LAPWING_SERVICE", "from-environment"))) {
      assertThat(monitor.http().endpoint().read(StatsQuery.DEFAULT).service().name())
          .isEqualTo("from-property");
    } finally {
      System.clearProperty("lapwing.service");
    }
  }

  @Test
  void unknownSettingInTheEnvironment_isNoReasonNotToStart() {
    assertThatCode(() -> built(Map.of("LAPWING_SLOW_TRESHOLD", "1s")).close())
        .doesNotThrowAnyException();
  }

  @Test
  void everySetting_isInTheTableOfTheDocumentationInItsThreeSpellings() throws Exception {
    String table = Files.readString(Path.of("../docs/configuration.md"));
    assertThat(table)
        .contains(
            Arrays.stream(Setting.values())
                .map(
                    setting ->
                        "| `%s` | `%s` | `%s` |"
                            .formatted(
                                builderName(setting),
                                setting.environmentName(),
                                setting.propertyName()))
                .toArray(String[]::new));
  }

  private static String builderName(Setting setting) {
    return Pattern.compile("_(.)")
        .matcher(setting.name().toLowerCase(Locale.ROOT))
        .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "docs/access.md",
        "docs/adapters.md",
        "adapter-javalin/README.md",
        "adapter-micronaut/README.md",
        "adapter-servlet/README.md",
        "adapter-spring/README.md",
        "adapter-vertx/README.md"
      })
  void everySettingThatAPageNames_exists(String page) throws Exception {
    Set<String> known = new HashSet<>(NAMES_OF_ADAPTERS);
    for (Setting setting : Setting.values()) {
      known.add(setting.environmentName());
      known.add(setting.propertyName());
    }
    assertThat(NAME_OF_A_SETTING.matcher(Files.readString(Path.of("..", page))).results())
        .extracting(MatchResult::group)
        .allMatch(known::contains);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "a\nb", "a\u0000", "\udc00", "x\ud83d"})
  void badOperationName_isRefusedBeforeTheWorkRuns(String name) {
    try (PerformanceMonitor monitor = PerformanceMonitor.builder().build()) {
      Runnable neverRun =
          () -> {
            throw new AssertionError("ran");
          };
      assertThatIllegalArgumentException()
          .isThrownBy(() -> monitor.trackOperation(name, neverRun))
          .withMessageContaining("operation name must");
      assertThatIllegalArgumentException().isThrownBy(() -> monitor.startTimer(name));
      assertThatIllegalArgumentException().isThrownBy(() -> monitor.scope(name));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> monitor.scope("api").record(name, Duration.ZERO, true));
      assertThat(monitor.getStats()).isEmpty();
    }
  }

  @Test
  void namesOfTenKilobytesAndNull_areRefused() {
    try (PerformanceMonitor monitor = PerformanceMonitor.builder().build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> monitor.startTimer("x".repeat(10_240)))
          .withMessageContaining("at most 256 characters, but was 10240");
      assertThatNullPointerException()
          .isThrownBy(() -> monitor.startTimer(null))
          .withMessage("operation name == null");
    }
  }

  @Test
  void emojiInNames_areFine() {
    try (PerformanceMonitor monitor = PerformanceMonitor.builder().build()) {
      monitor.record("bird.🐦", Duration.ofMillis(1), true);
      OperationStats stats = monitor.getStats("bird.🐦");
      assertThat(stats.count()).isEqualTo(1);
    }
  }

  private static PerformanceMonitor built(Map<String, String> environment) {
    return PerformanceMonitor.builder().environment(environment).build();
  }
}
