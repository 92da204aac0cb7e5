// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.http.StatsEndpoint;
import dev.lapwing.http.StatsReply;
import dev.lapwing.http.StatsRequest;
import io.micronaut.context.annotation.Executable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Serves the stats endpoint, off the event loops, behind the service's own filters. */
@Singleton
@WhenEnabled
class StatsController {
  private final StatsEndpoint endpoint;
  private final ExecutorService executor;

  StatsController(
      PerformanceMonitor monitor, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
    this.endpoint = monitor.http().endpoint();
    this.executor = executor;
  }

  /** Answers a request to the base or to what is below it. */
  @Executable
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<Publisher<byte[]>> answer(HttpRequest<?> request) {
    StatsReply reply = endpoint.handle(statsRequest(request));
    MutableHttpResponse<Publisher<byte[]>> response = HttpResponse.status(reply.status(), null);
    reply.headers().forEach(response::header);
    return response.body(StreamedReply.of(reply, executor));
  }

  private StatsRequest statsRequest(HttpRequest<?> request) {
    HttpRequest<?> received = Connections.received(request);
    String path = request.getPath();
    int below = path.indexOf(endpoint.basePath()) + endpoint.basePath().length();
    return new StatsRequest(
        request.getMethodName(),
        path.substring(below),
        request.getUri().getRawQuery(),
        new Headers(received.getHeaders()),
        host(Connections.address(received::getRemoteAddress)),
        host(Connections.address(received::getServerAddress)),
        request.getUserPrincipal().map(Principal::getName).orElse(null));
  }

  private static @Nullable InetAddress host(@Nullable InetSocketAddress end) {
    return end == null ? null : end.getAddress();
  }

  /** The headers of a request. */
  private record Headers(HttpHeaders headers) implements StatsRequest.HeaderLookup {
    @Override
    public @Nullable String first(String lowerCaseName) {
      return headers.get(lowerCaseName);
    }

    @Override
    public Collection<String> names() {
      return headers.names();
    }
  }
}
