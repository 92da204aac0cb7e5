// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.servlet.LapwingStatsServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Optional;
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
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
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

  /** Comes after functions of the application, so that one at the base is asked first. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  StatsFunction lapwingStats(PerformanceMonitor monitor, StatsMount mount) {
    return new StatsFunction(new LapwingStatsServlet(monitor), mount);
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
            functions.stream().allMatch(StatsFunction.class::isInstance));
  }

  /** Finds the endpoint. */
  record StatsFunction(LapwingStatsServlet servlet, StatsMount mount)
      implements RouterFunction<ServerResponse> {
    @Override
    public Optional<HandlerFunction<ServerResponse>> route(ServerRequest request) {
      String below = mount.below(request.requestPath().pathWithinApplication().value());
      if (below == null) {
        return Optional.empty();
      }
      mount.served();
      return Optional.of(new Stats(servlet, below));
    }
  }

  /** Serves the stats by the servlet that other containers are given. */
  record Stats(LapwingStatsServlet servlet, String below)
      implements HandlerFunction<ServerResponse> {
    @Override
    public ServerResponse handle(ServerRequest asked) {
      return ServerResponse.ok()
          .build(
              (received, response) -> {
                servlet.service(new BelowBase(received, below), response);
                return null;
              });
    }
  }

  /** A request whose path info is what comes after the endpoint's base. */
  private static final class BelowBase extends HttpServletRequestWrapper {
    private final String below;

    BelowBase(HttpServletRequest request, String below) {
      super(request);
      this.below = below;
    }

    @Override
    public String getPathInfo() {
      return below;
    }
  }
}
