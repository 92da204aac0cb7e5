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
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Serves the stats endpoint, off the event loops, behind the service's own filters. */
@Singleton
@WhenEnabled
class StatsController {
  private final StatsEndpoint endpoint;

  StatsController(PerformanceMonitor monitor) {
    this.endpoint = monitor.http().endpoint();
  }

  /** Answers a request to the base or to what is below it. */
  @Executable
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> answer(HttpRequest<?> request) throws IOException {
    StatsReply reply = endpoint.handle(statsRequest(request));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    reply.writeTo(body);
    MutableHttpResponse<byte[]> response = HttpResponse.status(reply.status(), null);
    reply.headers().forEach(response::header);
    return response.body(body.toByteArray());
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
        address(received::getRemoteAddress),
        address(received::getServerAddress),
        request.getUserPrincipal().map(Principal::getName).orElse(null));
  }

  /** Returns an end of the connection; null when it has no internet address, but a file's. */
  private static @Nullable InetAddress address(Supplier<InetSocketAddress> end) {
    try {
      return end.get().getAddress();
    } catch (ClassCastException file) {
      return null;
    }
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
