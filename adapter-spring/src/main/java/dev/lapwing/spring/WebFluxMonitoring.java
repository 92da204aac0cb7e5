// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.http.HttpMonitor;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Measures every request around all that WebFlux does, error handling included. As a filter within
 * it only notes the exchange, which tells the route, also when forwarded headers have made the
 * request another.
 */
final class WebFluxMonitoring implements HttpHandlerDecoratorFactory, WebFilter, Ordered {
  private final HttpMonitor monitor;
  private final StatsMount mount;

  WebFluxMonitoring(HttpMonitor monitor, StatsMount mount) {
    this.monitor = monitor;
    this.mount = mount;
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public HttpHandler apply(HttpHandler application) {
    return (request, response) -> measure(application, request, response);
  }

  private Mono<Void> measure(
      HttpHandler application, ServerHttpRequest request, ServerHttpResponse response) {
    WebFluxCall call = new WebFluxCall(request, response);
    if (isForReaders(request)) {
      return application
          .handle(request, response)
          .contextWrite(it -> it.put(WebFluxCall.class, call));
    }
    monitor.begin(call);
    response.beforeCommit(() -> Mono.fromRunnable(() -> monitor.firstByte(call)));
    return Mono.defer(() -> application.handle(request, WebFluxResponse.of(response, call)))
        .doOnError(call::failed)
        .doFinally(signal -> call.end(monitor, signal))
        .contextWrite(it -> it.put(WebFluxCall.class, call));
  }

  /** Left out from the beginning: readers are not to raise the peak of requests in flight. */
  private boolean isForReaders(ServerHttpRequest request) {
    try {
      return mount.isForReaders(request.getPath().pathWithinApplication().value());
    } catch (Throwable fault) {
      // It is discarded where the stats are served.
      return false;
    }
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return Mono.deferContextual(
        context -> {
          context
              .<WebFluxCall>getOrEmpty(WebFluxCall.class)
              .ifPresent(call -> call.exchanged(exchange.getAttributes()));
          return chain.filter(exchange);
        });
  }
}
