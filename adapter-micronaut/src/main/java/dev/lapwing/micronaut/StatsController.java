// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.http.StatsEndpoint;
import dev.lapwing.http.StatsReply;
import dev.lapwing.http.StatsRequest;
import io.micronaut.context.annotation.Executable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteBuilder.UriNamingStrategy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Serves the stats endpoint, off the event loops, behind the service's own filters. */
@Singleton
class StatsController {
  private final StatsEndpoint endpoint;
  private final int baseLength;

  /**
   * @param names puts the context path before the base
   */
  StatsController(PerformanceMonitor monitor, UriNamingStrategy names) {
    this.endpoint = monitor.http().endpoint();
    this.baseLength = names.resolveUri(endpoint.basePath()).length();
  }

  /**
   * Answers a request to the base or to what is below it. The body is made here as a whole, so that
   * no thread waits for a reader that is slow.
   */
  @Executable
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<Publisher<byte[]>> answer(HttpRequest<?> request) {
    StatsReply reply = endpoint.handle(statsRequest(request));
    MutableHttpResponse<Publisher<byte[]>> response = HttpResponse.status(reply.status(), null);
    reply.headers().forEach(response::header);
    byte[] body = reply.body();
    return response.body(body.length == 0 ? Flux.empty() : Flux.just(body));
  }

  private StatsRequest statsRequest(HttpRequest<?> request) {
    HttpRequest<?> received = Connections.received(request);
    return new StatsRequest(
        request.getMethodName(),
        request.getPath().substring(baseLength),
        request.getUri().getRawQuery(),
        StatsRequest.HeaderLookup.of(received.getHeaders()::get, received.getHeaders()::names),
        host(Connections.address(received::getRemoteAddress)),
        host(Connections.address(received::getServerAddress)),
        request.getUserPrincipal().map(Principal::getName).orElse(null));
  }

  private static @Nullable InetAddress host(@Nullable InetSocketAddress end) {
    return end == null ? null : end.getAddress();
  }
}
