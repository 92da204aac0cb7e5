// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import dev.lapwing.http.StatsAccess;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The settings that can be made by text. The spelling of the constant, {@code
 * SLOW_OPERATION_THRESHOLD}, gives all others: the environment's {@code
 * LAPWING_SLOW_OPERATION_THRESHOLD}, the property's {@code lapwing.slow-operation-threshold}, and
 * the builder's {@code slowOperationThreshold}.
 */
enum Setting {
  ENABLED,
  SERVICE,
  INSTANCE,
  VERSION,
  SLOW_OPERATION_THRESHOLD,
  VERY_SLOW_OPERATION_THRESHOLD,
  OPERATION_THRESHOLDS,
  SAMPLE_RATIO,
  RECENT_SAMPLES,
  APDEX_THRESHOLD,
  IGNORE,
  PATH,
  ACCESS,
  TOKEN,
  MAX_HTTP_OPERATIONS,
  MAX_INTERNAL_OPERATIONS,
  HISTORY_MEMORY,
  LOST_CALL_AFTER,
  LOG_SLOW_OPERATIONS;

  private static final String ENVIRONMENT_PREFIX = "LAPWING_";

  /** Returns the name in the environment. */
  String environmentName() {
    return ENVIRONMENT_PREFIX + name();
  }

  /** Returns the name as a property. */
  String propertyName() {
    return "lapwing." + kebab();
  }

  private String kebab() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Makes the settings of a builder that the environment and, above it, the system properties hold.
   *
   * @throws IllegalArgumentException if a text is not allowed; the message begins with its name
   */
  static void applyAll(PerformanceMonitorBuilder builder, Map<String, String> environment) {
    for (Setting setting : values()) {
      String name = setting.environmentName();
      setting.apply(builder, name, environment.get(name));
    }
    for (Setting setting : values()) {
      String name = setting.propertyName();
      setting.apply(builder, name, System.getProperty(name));
    }
  }

  private void apply(PerformanceMonitorBuilder builder, String name, @Nullable String text) {
    if (text != null) {
      try {
        apply(builder, text.strip());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
      }
    }
  }

  /** A switch, because a method reference for each constant would take time at every start. */
  private void apply(PerformanceMonitorBuilder builder, String text) {
    switch (this) {
      case ENABLED -> builder.enabled(SettingText.toBoolean(text));
      case SERVICE -> builder.service(text);
      case INSTANCE -> builder.instance(text);
      case VERSION -> builder.version(text);
      case SLOW_OPERATION_THRESHOLD -> builder.slowOperationThreshold(SettingText.toDuration(text));
      case VERY_SLOW_OPERATION_THRESHOLD ->
          builder.verySlowOperationThreshold(SettingText.toDuration(text));
      case OPERATION_THRESHOLDS -> SettingText.addOperationThresholds(builder, text);
      case SAMPLE_RATIO -> SettingText.addSampleRatios(builder, text);
      case RECENT_SAMPLES -> builder.recentSamples(SettingText.toInt(text));
      case APDEX_THRESHOLD -> builder.apdexThreshold(SettingText.toDuration(text));
      case IGNORE -> builder.ignore(SettingText.toList(text));
      case PATH -> builder.path(text);
      case ACCESS -> builder.access(SettingText.toConstant(StatsAccess.class, text));
      case TOKEN -> builder.token(text);
      case MAX_HTTP_OPERATIONS -> builder.maxHttpOperations(SettingText.toInt(text));
      case MAX_INTERNAL_OPERATIONS -> builder.maxInternalOperations(SettingText.toInt(text));
      case HISTORY_MEMORY -> builder.historyMemory(SettingText.toBytes(text));
      case LOST_CALL_AFTER -> builder.lostCallAfter(SettingText.toDuration(text));
      case LOG_SLOW_OPERATIONS -> builder.logSlowOperations(SettingText.toBoolean(text));
    }
  }

  /** Returns those of the environment's names that look like settings but are none, in order. */
  static Set<String> unknownAmong(Set<String> environmentNames) {
    Set<String> unknown = new TreeSet<>();
    for (String name : environmentNames) {
      if (name.startsWith(ENVIRONMENT_PREFIX)) {
        unknown.add(name);
      }
    }
    for (Setting setting : values()) {
      unknown.remove(setting.environmentName());
    }
    return unknown;
  }
}
