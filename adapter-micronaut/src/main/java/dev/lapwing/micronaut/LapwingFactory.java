// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.PerformanceMonitorBuilder;
import dev.lapwing.spi.IntervalListener;
import dev.lapwing.spi.SlowOperationListener;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.runtime.ApplicationConfiguration;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Makes the monitor of a service that brings none of its own. */
@Factory
final class LapwingFactory {
  static final String ENVIRONMENT_PREFIX = "LAPWING_";

  private static final Pattern ENVIRONMENT_NAME = Pattern.compile("\\bLAPWING_[A-Z_]+\\b");

  /**
   * Builds the monitor, which is closed with the context. Micronaut has the environment and system
   * properties override what files say, so that here they are all one.
   */
  @Bean(preDestroy = "close")
  @Singleton
  @Requires(missingBeans = PerformanceMonitor.class)
  PerformanceMonitor lapwingMonitor(
      LapwingProperties properties,
      ApplicationConfiguration application,
      List<PerformanceMonitorCustomizer> customizers,
      List<SlowOperationListener> slowOperationListeners,
      List<IntervalListener> intervalListeners) {
    PerformanceMonitorBuilder builder = PerformanceMonitor.builder();
    nameAfterApplication(builder, application);
    customizers.forEach(customizer -> customizer.customize(builder));
    slowOperationListeners.forEach(builder::onSlowOperation);
    intervalListeners.forEach(builder::onInterval);
    Map<String, String> texts = new TreeMap<>(System.getenv());
    texts.putAll(properties.asEnvironment());
    try {
      return builder.environment(texts).build();
    } catch (IllegalArgumentException refused) {
      throw new ConfigurationException(
          spelledAsProperties(String.valueOf(refused.getMessage())), refused);
    }
  }

  private static void nameAfterApplication(
      PerformanceMonitorBuilder builder, ApplicationConfiguration application) {
    try {
      application.getName().ifPresent(builder::service);
    } catch (IllegalArgumentException unfit) {
      // Not meant to be a service's name, so nobody is to blame; the default stays.
    }
  }

  private static String spelledAsProperties(String message) {
    return ENVIRONMENT_NAME
        .matcher(message)
        .replaceAll(
            name -> name.group().toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-'));
  }
}
