// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.http.HttpMonitor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Measures every request around all that WebFlux does, error handling included. As a filter within
 * it only notes the exchange, which tells the route, also when forwarded headers have made the
 * request another.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class WebFluxMonitoring implements HttpHandlerDecoratorFactory, WebFilter {
  private final HttpMonitor monitor;
  private final StatsMount mount;

  WebFluxMonitoring(HttpMonitor monitor, StatsMount mount) {
    this.monitor = monitor;
    this.mount = mount;
  }

  @Override
  public HttpHandler apply(HttpHandler application) {
    return (request, response) -> handle(application, request, response);
  }

  private Mono<Void> handle(
      HttpHandler application, ServerHttpRequest request, ServerHttpResponse response) {
    WebFluxCall call = new WebFluxCall(request, response);
    // Left out from the beginning: readers are not to raise the peak of requests in flight.
    boolean forReaders = mount.isForReaders(request.getPath().pathWithinApplication().value());
    return (forReaders
            ? application.handle(request, response)
            : measure(application, response, call))
        .contextWrite(it -> it.put(WebFluxCall.class, call));
  }

  private Mono<Void> measure(
      HttpHandler application, ServerHttpResponse response, WebFluxCall call) {
    monitor.begin(call);
    response.beforeCommit(() -> Mono.fromRunnable(() -> monitor.firstByte(call)));
    return Mono.defer(() -> application.handle(call.request(), call.responseForApplication()))
        .doOnError(call::failed)
        .doFinally(signal -> call.end(monitor, signal));
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return Mono.deferContextual(
        context -> {
          context
              .<WebFluxCall>getOrEmpty(WebFluxCall.class)
              .ifPresent(call -> call.exchanged(exchange.getAttributes()));
          String path = exchange.getRequest().getPath().pathWithinApplication().value();
          return mount.below(path) == null
              ? chain.filter(exchange)
              : chain.filter(exchange).doFinally(end -> noteHandler(exchange, path));
        });
  }

  private void noteHandler(ServerWebExchange exchange, String path) {
    Object handler = exchange.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE);
    if (handler instanceof HandlerFunction && !(handler instanceof WebFluxConfiguration.Stats)) {
      mount.answeredByApplication(path);
    }
  }
}
