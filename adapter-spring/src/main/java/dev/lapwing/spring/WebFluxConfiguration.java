// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.PerformanceMonitor;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;

/** Measures an application of Spring WebFlux, and serves its stats behind its own filters. */
@WhenEnabled
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(name = "org.springframework.web.reactive.DispatcherHandler")
class WebFluxConfiguration {

  @Bean
  StatsMount lapwingStatsMount(PerformanceMonitor monitor) {
    return new StatsMount(monitor);
  }

  @Bean
  WebFluxMonitoring lapwingMonitoring(PerformanceMonitor monitor, StatsMount mount) {
    return new WebFluxMonitoring(monitor.http(), mount);
  }

  /** Comes after functions of the application, so that one at the base is asked first. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  WebFluxStats lapwingStats(PerformanceMonitor monitor, StatsMount mount) {
    return new WebFluxStats(monitor.http(), mount);
  }

  @Bean
  @Lazy(false)
  SmartInitializingSingleton lapwingGivesWay(
      StatsMount mount,
      ObjectProvider<RequestMappingInfoHandlerMapping> controllers,
      ObjectProvider<AbstractUrlHandlerMapping> paths,
      ObjectProvider<RouterFunction<?>> functions) {
    return () -> {
      Stream<String> ofControllers =
          controllers.stream()
              .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
              .flatMap(info -> info.getPatternsCondition().getPatterns().stream())
              .map(pattern -> pattern.getPatternString());
      Stream<String> ofOthers =
          paths.stream()
              .flatMap(mapping -> mapping.getHandlerMap().keySet().stream())
              .map(pattern -> pattern.getPatternString());
      boolean noOtherFunction = functions.stream().allMatch(WebFluxStats.class::isInstance);
      mount.giveWayTo(Stream.concat(ofControllers, ofOthers), noOtherFunction);
    };
  }
}
