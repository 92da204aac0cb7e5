// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.http.HttpMonitor;
import dev.lapwing.http.StatsReply;
import dev.lapwing.http.StatsRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

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

  /** Comes after functions of the application, so that one at the base is asked first. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  StatsFunction lapwingStats(PerformanceMonitor monitor, StatsMount mount) {
    return new StatsFunction(monitor.http(), mount);
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
            functions.stream().allMatch(StatsFunction.class::isInstance));
  }

  /** Finds the endpoint. */
  record StatsFunction(HttpMonitor monitor, StatsMount mount)
      implements RouterFunction<ServerResponse> {
    @Override
    public Mono<HandlerFunction<ServerResponse>> route(ServerRequest request) {
      String below = mount.below(request.requestPath().pathWithinApplication().value());
      if (below == null) {
        return Mono.empty();
      }
      mount.served();
      return Mono.just(new Stats(monitor, below));
    }
  }

  /** Serves the stats, which are made on threads that may block. */
  record Stats(HttpMonitor monitor, String below) implements HandlerFunction<ServerResponse> {
    private static final String ANONYMOUS = "AnonymousAuthenticationToken";

    @Override
    public Mono<ServerResponse> handle(ServerRequest request) {
      WebFluxCall call = WebFluxCall.of(request.exchange());
      if (call != null) {
        monitor.discard(call);
      }
      ServerHttpRequest received = call == null ? request.exchange().getRequest() : call.request();
      return request
          .principal()
          .filter(principal -> !principal.getClass().getSimpleName().equals(ANONYMOUS))
          .map(principal -> Optional.of(principal.getName()))
          .defaultIfEmpty(Optional.empty())
          .publishOn(Schedulers.boundedElastic())
          .map(name -> monitor.endpoint().handle(statsRequest(received, name.orElse(null))))
          .flatMap(Stats::respond);
    }

    private StatsRequest statsRequest(ServerHttpRequest received, @Nullable String principal) {
      return new StatsRequest(
          received.getMethod().name(),
          below,
          received.getURI().getRawQuery(),
          new Headers(received.getHeaders()),
          address(received.getRemoteAddress()),
          address(received.getLocalAddress()),
          principal);
    }

    private static @Nullable InetAddress address(@Nullable InetSocketAddress end) {
      return end == null ? null : end.getAddress();
    }

    /** Hands the body over whole, so that no thread waits for a reader who is slow. */
    private static Mono<ServerResponse> respond(StatsReply reply) {
      ServerResponse.BodyBuilder response =
          ServerResponse.status(reply.status())
              .headers(headers -> reply.headers().forEach(headers::set));
      byte[] body = reply.body();
      return body.length == 0 ? response.build() : response.bodyValue(body);
    }
  }

  /** The headers of a request. */
  private record Headers(HttpHeaders all) implements StatsRequest.HeaderLookup {
    @Override
    public @Nullable String first(String lowerCaseName) {
      return all.getFirst(lowerCaseName);
    }

    @Override
    public Collection<String> names() {
      return all.toSingleValueMap().keySet();
    }
  }
}
