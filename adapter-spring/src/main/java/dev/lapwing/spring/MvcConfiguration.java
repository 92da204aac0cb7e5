// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.PerformanceMonitor;
import jakarta.servlet.DispatcherType;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.handler.MappedInterceptor;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Measures an application of Spring MVC, and serves its stats behind its own filters. */
@WhenEnabled
@Import(StatsMount.class)
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(name = "org.springframework.web.servlet.DispatcherServlet")
class MvcConfiguration {

  @Bean
  MvcMonitoring lapwingMonitoring(PerformanceMonitor monitor, StatsMount mount) {
    return new MvcMonitoring(monitor, mount);
  }

  /** A bean of this type intercepts the handlers of every mapping there is. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  MappedInterceptor lapwingInterceptor(MvcMonitoring monitoring) {
    return new MappedInterceptor(null, monitoring);
  }

  @Bean
  FilterRegistrationBean<MvcMonitoring> lapwingFilter(MvcMonitoring monitoring) {
    FilterRegistrationBean<MvcMonitoring> registration = new FilterRegistrationBean<>(monitoring);
    registration.setName("lapwing");
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
    return registration;
  }

  @Bean
  MvcStats lapwingStats(
      PerformanceMonitor monitor,
      StatsMount mount,
      ObjectProvider<RouterFunctionMapping> functions) {
    return new MvcStats(monitor, mount, functions.orderedStream().toList());
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
                    .flatMap(info -> info.getPatternValues().stream()),
                paths.stream().flatMap(mapping -> mapping.getHandlerMap().keySet().stream())),
            functions.stream().findAny().isEmpty());
  }
}
