// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.http.HttpMonitor;
import dev.lapwing.http.StatsReply;
import dev.lapwing.http.StatsRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Finds and serves the endpoint: in the place of the application's functions, but only where none
 * of them answers. The stats are made on threads that may block.
 */
final class WebFluxStats extends AbstractHandlerMapping {
  private static final String ANONYMOUS = "AnonymousAuthenticationToken";

  private final HttpMonitor monitor;
  private final StatsMount mount;
  private final Flux<RouterFunctionMapping> functions;

  WebFluxStats(HttpMonitor monitor, StatsMount mount, List<RouterFunctionMapping> functions) {
    this.monitor = monitor;
    this.mount = mount;
    this.functions = Flux.fromIterable(functions);
    functions.stream().findFirst().ifPresent(first -> setOrder(first.getOrder()));
  }

  /** Costs a request for anything else no more than a look at its path. */
  @Override
  public Mono<Object> getHandler(ServerWebExchange exchange) {
    return below(exchange) == null
        ? Mono.empty()
        : functions
            .concatMap(each -> each.getHandler(exchange))
            .next()
            .switchIfEmpty(super.getHandler(exchange));
  }

  private @Nullable String below(ServerWebExchange exchange) {
    return mount.below(exchange.getRequest().getPath().pathWithinApplication().value());
  }

  @Override
  protected Mono<?> getHandlerInternal(ServerWebExchange exchange) {
    String below = below(exchange);
    return below == null ? Mono.empty() : Mono.just((WebHandler) asked -> serve(asked, below));
  }

  private Mono<Void> serve(ServerWebExchange exchange, String below) {
    mount.served();
    WebFluxCall call = WebFluxCall.of(exchange);
    if (call != null) {
      monitor.discard(call);
    }
    ServerHttpRequest received = call == null ? exchange.getRequest() : call.request();
    return exchange
        .getPrincipal()
        .filter(principal -> !principal.getClass().getSimpleName().equals(ANONYMOUS))
        .map(principal -> Optional.of(principal.getName()))
        .defaultIfEmpty(Optional.empty())
        .publishOn(Schedulers.boundedElastic())
        .map(name -> monitor.endpoint().handle(statsRequest(received, below, name.orElse(null))))
        .flatMap(reply -> respond(exchange.getResponse(), reply));
  }

  private static StatsRequest statsRequest(
      ServerHttpRequest received, String below, @Nullable String principal) {
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
  private static Mono<Void> respond(ServerHttpResponse response, StatsReply reply) {
    response.setStatusCode(HttpStatusCode.valueOf(reply.status()));
    reply.headers().forEach(response.getHeaders()::set);
    byte[] body = reply.body();
    if (body.length == 0) {
      return response.setComplete();
    }
    response.getHeaders().setContentLength(body.length);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
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
