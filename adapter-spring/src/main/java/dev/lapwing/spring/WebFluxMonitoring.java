// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.http.HttpMonitor;
import dev.lapwing.servlet.JoinedRoutes;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Measures every request around all that WebFlux does, error handling included. As a mapping it
 * only notes the exchange, which tells the route, also when forwarded headers have made the request
 * another: it is asked first and maps nothing.
 */
final class WebFluxMonitoring
    implements HttpHandlerDecoratorFactory, HandlerMapping, PriorityOrdered {
  private final HttpMonitor monitor;
  private final StatsMount mount;
  private final JoinedRoutes joined = new JoinedRoutes();

  WebFluxMonitoring(HttpMonitor monitor, StatsMount mount) {
    this.monitor = monitor;
    this.mount = mount;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public HttpHandler apply(HttpHandler application) {
    return (request, response) -> handle(application, request, response);
  }

  private Mono<Void> handle(
      HttpHandler application, ServerHttpRequest request, ServerHttpResponse response) {
    WebFluxCall call = new WebFluxCall(monitor, joined, request, response);
    String path = request.getPath().pathWithinApplication().value();
    if (mount.below(path) == null) {
      return measure(application, call);
    }
    // Left out from the beginning: readers are not to raise the peak of requests in flight.
    return (mount.isForReaders(path)
            ? application.handle(request, call.responseForApplication())
            : measure(application, call))
        .doFinally(end -> noteHandler(call, path));
  }

  private Mono<Void> measure(HttpHandler application, WebFluxCall call) {
    monitor.begin(call);
    try {
      return new WatchedMono(
          application.handle(call.request(), call.responseForApplication()), call);
    } catch (Throwable escaped) {
      call.failed(escaped);
      monitor.end(call, escaped);
      throw escaped;
    }
  }

  /** Maps nothing. */
  @Override
  public Mono<Object> getHandler(ServerWebExchange exchange) {
    WebFluxCall call = WebFluxCall.of(exchange);
    if (call != null) {
      call.exchanged(exchange.getAttributes());
    }
    return Mono.empty();
  }

  private void noteHandler(WebFluxCall call, String path) {
    if (call.handler() instanceof HandlerFunction) {
      mount.answeredByApplication(path);
    }
  }
}
