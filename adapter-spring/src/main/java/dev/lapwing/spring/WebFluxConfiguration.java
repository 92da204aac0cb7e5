// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.PerformanceMonitor;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** Measures an application of Spring WebFlux, and serves its stats behind its own filters. */
@WhenEnabled
@Import(StatsMount.class)
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(name = "org.springframework.web.reactive.DispatcherHandler")
class WebFluxConfiguration {

  @Bean
  WebFluxMonitoring lapwingMonitoring(PerformanceMonitor monitor, StatsMount mount) {
    return new WebFluxMonitoring(monitor.http(), mount);
  }

  @Bean
  WebFluxStats lapwingStats(
      PerformanceMonitor monitor,
      StatsMount mount,
      ObjectProvider<RouterFunctionMapping> functions,
      ObjectProvider<WebFluxConfigurer> configurers) {
    Origins origins = new Origins();
    try {
      configurers.orderedStream().forEach(each -> each.addCorsMappings(origins));
    } catch (RuntimeException fault) {
      // Spring has asked before; one that cannot be asked twice keeps its origins to itself.
      monitor.http().swallow("WebFluxConfigurer.addCorsMappings", fault);
    }
    WebFluxStats stats =
        new WebFluxStats(monitor.http(), mount, functions.orderedStream().toList());
    stats.setCorsConfigurations(origins.getCorsConfigurations());
    return stats;
  }

  @Bean
  @Lazy(false)
  SmartInitializingSingleton lapwingGivesWay(
      StatsMount mount,
      ObjectProvider<RequestMappingInfoHandlerMapping> controllers,
      ObjectProvider<AbstractUrlHandlerMapping> paths,
      ObjectProvider<RouterFunction<?>> functions) {
    return () ->
        mount.giveWayTo(
            Stream.concat(
                    controllers.stream()
                        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                        .flatMap(info -> info.getPatternsCondition().getPatterns().stream()),
                    paths.stream().flatMap(mapping -> mapping.getHandlerMap().keySet().stream()))
                .map(PathPattern::getPatternString),
            functions.stream().findAny().isEmpty());
  }

  /** What the application says of origins, which Spring keeps to its own mappings. */
  private static final class Origins extends CorsRegistry {
    @Override
    protected Map<String, CorsConfiguration> getCorsConfigurations() {
      return super.getCorsConfigurations();
    }
  }
}
