// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import dev.lapwing.http.StatsAccess;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings that can be made by text. The spelling of the constant, {@code
 * SLOW_OPERATION_THRESHOLD}, gives all others: the environment's {@code
 * LAPWING_SLOW_OPERATION_THRESHOLD}, the property's {@code lapwing.slow-operation-threshold}, and
 * the builder's {@code slowOperationThreshold}.
 */
enum Setting {
  ENABLED((builder, text) -> builder.enabled(SettingText.toBoolean(text))),
  SERVICE(PerformanceMonitorBuilder::service),
  INSTANCE(PerformanceMonitorBuilder::instance),
  VERSION(PerformanceMonitorBuilder::version),
  SLOW_OPERATION_THRESHOLD(
      (builder, text) -> builder.slowOperationThreshold(SettingText.toDuration(text))),
  VERY_SLOW_OPERATION_THRESHOLD(
      (builder, text) -> builder.verySlowOperationThreshold(SettingText.toDuration(text))),
  OPERATION_THRESHOLDS(SettingText::addOperationThresholds),
  SAMPLE_RATIO(SettingText::addSampleRatios),
  RECENT_SAMPLES((builder, text) -> builder.recentSamples(SettingText.toInt(text))),
  APDEX_THRESHOLD((builder, text) -> builder.apdexThreshold(SettingText.toDuration(text))),
  IGNORE((builder, text) -> builder.ignore(SettingText.toList(text))),
  PATH(PerformanceMonitorBuilder::path),
  ACCESS((builder, text) -> builder.access(SettingText.toConstant(StatsAccess.class, text))),
  TOKEN(PerformanceMonitorBuilder::token),
  MAX_HTTP_OPERATIONS((builder, text) -> builder.maxHttpOperations(SettingText.toInt(text))),
  MAX_INTERNAL_OPERATIONS(
      (builder, text) -> builder.maxInternalOperations(SettingText.toInt(text))),
  HISTORY_MEMORY((builder, text) -> builder.historyMemory(SettingText.toBytes(text))),
  LOST_CALL_AFTER((builder, text) -> builder.lostCallAfter(SettingText.toDuration(text))),
  LOG_SLOW_OPERATIONS((builder, text) -> builder.logSlowOperations(SettingText.toBoolean(text)));

  private static final String ENVIRONMENT_PREFIX = "LAPWING_";
  private static final Pattern WORD_START = Pattern.compile("-(.)");

  @SuppressWarnings("ImmutableEnumChecker") // all are method references or stateless lambdas
  private final BiConsumer<PerformanceMonitorBuilder, String> setter;

  Setting(BiConsumer<PerformanceMonitorBuilder, String> setter) {
    this.setter = setter;
  }

  /** Returns the name in the environment. */
  String environmentName() {
    return ENVIRONMENT_PREFIX + name();
  }

  /** Returns the name as a property. */
  String propertyName() {
    return "lapwing." + kebab();
  }

  /** Returns the name of the builder's method. */
  String builderName() {
    return WORD_START.matcher(kebab()).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
  }

  private String kebab() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Makes every setting that is there.
   *
   * @param source returns the text of a name; null where there is none
   * @param spelling which of a setting's names the source knows
   * @throws IllegalArgumentException if a text is not allowed; the message begins with its name
   */
  static void applyAll(
      PerformanceMonitorBuilder builder, Source source, Function<Setting, String> spelling) {
    for (Setting setting : values()) {
      String name = spelling.apply(setting);
      String text = source.get(name);
      if (text != null) {
        try {
          setting.setter.accept(builder, text.strip());
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
      }
    }
  }

  /** Returns those of the environment's names that look like settings but are none. */
  static List<String> unknownAmong(Set<String> environmentNames) {
    Set<String> known =
        Arrays.stream(values()).map(Setting::environmentName).collect(Collectors.toSet());
    return environmentNames.stream()
        .filter(name -> name.startsWith(ENVIRONMENT_PREFIX) && !known.contains(name))
        .sorted()
        .toList();
  }

  /** Where texts come from. */
  @FunctionalInterface
  interface Source {
    @Nullable String get(String name);
  }
}
