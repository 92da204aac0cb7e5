// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.PerformanceMonitorBuilder;
import dev.lapwing.http.StatsAccess;
import dev.lapwing.spi.IntervalListener;
import dev.lapwing.spi.SlowOperationListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Makes the monitor of a Spring Boot application and has it told of every request. An application
 * that has a {@link PerformanceMonitor} bean of its own is measured by that.
 *
 * <p>When {@code lapwing.enabled} is false, only the monitor is left, for those who have it
 * injected; it records nothing.
 */
@AutoConfiguration
@EnableConfigurationProperties(LapwingProperties.class)
@Import({
  MvcConfiguration.class,
  WebFluxConfiguration.class,
  ActuatorConfiguration.class,
  TrackingConfiguration.class
})
public class LapwingAutoConfiguration {
  private static final String SPRING_SECURITY = "org.springframework.security.core.Authentication";

  /** Made by Spring. */
  LapwingAutoConfiguration() {}

  /** Builds the monitor, which is closed with the context. */
  @Bean
  @ConditionalOnMissingBean
  PerformanceMonitor lapwingMonitor(
      LapwingProperties properties,
      Environment environment,
      ObjectProvider<PerformanceMonitorCustomizer> customizers,
      ObjectProvider<SlowOperationListener> slowOperationListeners,
      ObjectProvider<IntervalListener> intervalListeners) {
    PerformanceMonitorBuilder builder = PerformanceMonitor.builder();
    nameAfterApplication(builder, environment);
    if (properties.token() == null
        && ClassUtils.isPresent(SPRING_SECURITY, getClass().getClassLoader())) {
      builder.access(StatsAccess.AUTHENTICATED);
    }
    slowOperationListeners.orderedStream().forEach(builder::onSlowOperation);
    intervalListeners.orderedStream().forEach(builder::onInterval);
    customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
    try {
      return builder.environment(properties.asEnvironment()).build();
    } catch (IllegalArgumentException refused) {
      throw new SettingRefusedException(refused);
    }
  }

  private static void nameAfterApplication(
      PerformanceMonitorBuilder builder, Environment environment) {
    String name = environment.getProperty("spring.application.name");
    if (!StringUtils.hasText(name)) {
      return;
    }
    try {
      builder.service(name);
    } catch (IllegalArgumentException unfit) {
      // Not meant to be a service's name, so nobody is to blame; the default stays.
    }
  }
}
