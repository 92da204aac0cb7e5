// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.http.HttpMonitor;
import dev.lapwing.http.StatsReply;
import dev.lapwing.http.StatsRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Serves the stats of a WebFlux application: made and written on threads that may block. */
final class WebFluxStats implements RouterFunction<ServerResponse> {
  private static final String ANONYMOUS = "AnonymousAuthenticationToken";
  private static final int CHUNK_BYTES = 8 << 10;

  private final HttpMonitor monitor;
  private final StatsMount mount;

  WebFluxStats(HttpMonitor monitor, StatsMount mount) {
    this.monitor = monitor;
    this.mount = mount;
  }

  @Override
  public Mono<HandlerFunction<ServerResponse>> route(ServerRequest request) {
    String below = mount.below(request.requestPath().pathWithinApplication().value());
    if (below == null) {
      return Mono.empty();
    }
    mount.served();
    return Mono.just(asked -> serve(asked, below));
  }

  private Mono<ServerResponse> serve(ServerRequest request, String below) {
    return Mono.deferContextual(
        context -> {
          Optional<WebFluxCall> call = context.getOrEmpty(WebFluxCall.class);
          call.ifPresent(monitor::discard);
          ServerHttpRequest received =
              call.map(WebFluxCall::request).orElseGet(() -> request.exchange().getRequest());
          return request
              .principal()
              .filter(principal -> !principal.getClass().getSimpleName().equals(ANONYMOUS))
              .map(Principal::getName)
              .map(Optional::of)
              .defaultIfEmpty(Optional.empty())
              .publishOn(Schedulers.boundedElastic())
              .map(name -> monitor.endpoint().handle(statsRequest(received, below, name)))
              .flatMap(reply -> respond(reply));
        });
  }

  private static StatsRequest statsRequest(
      ServerHttpRequest received, String below, Optional<String> principal) {
    return new StatsRequest(
        received.getMethod().name(),
        below,
        received.getURI().getRawQuery(),
        new Headers(received.getHeaders()),
        address(received.getRemoteAddress()),
        address(received.getLocalAddress()),
        principal.orElse(null));
  }

  private static @Nullable InetAddress address(@Nullable InetSocketAddress end) {
    return end == null ? null : end.getAddress();
  }

  private static Mono<ServerResponse> respond(StatsReply reply) {
    ServerResponse.BodyBuilder response =
        ServerResponse.status(reply.status())
            .headers(headers -> reply.headers().forEach(headers::set));
    return response.body(
        BodyInserters.fromOutputStream(
            target -> write(reply, target),
            work -> Schedulers.boundedElastic().schedule(work),
            CHUNK_BYTES));
  }

  private static void write(StatsReply reply, OutputStream target) {
    try {
      reply.writeTo(target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
      List<String> names = new ArrayList<>();
      all.forEach((name, values) -> names.add(name));
      return names;
    }
  }
}
