// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.http.HttpMonitor;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpVersion;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.context.event.HttpRequestTerminatedEvent;
import io.micronaut.http.server.types.files.FileCustomizableResponseType;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Tells what only Micronaut knows of a call: its route, and what answers it. Requests of HTTP/2,
 * whose streams are not watched, begin here.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
@WhenEnabled
final class LapwingFilter {
  private static final String CALL_ATTRIBUTE = "dev.lapwing.call";

  private final HttpMonitor monitor;
  private final Connections connections;
  private final boolean speaksHttp2;

  /**
   * @param http2 null where HTTP/2 is not spoken; nothing would end its calls then
   */
  LapwingFilter(PerformanceMonitor monitor, Connections connections, @Nullable Http2Ends http2) {
    this.monitor = monitor.http();
    this.connections = connections;
    this.speaksHttp2 = http2 != null;
  }

  /** The first filter of all; by now the route is known. */
  @RequestFilter
  void received(HttpRequest<?> request) {
    try {
      MicronautCall call =
          speaksHttp2 && request.getHttpVersion() == HttpVersion.HTTP_2_0
              ? begin(request)
              : connections.callOf(request);
      if (call != null) {
        call.matched(request);
        request.setAttribute(CALL_ATTRIBUTE, call);
        if (isForStats(request)) {
          monitor.discard(call);
        }
      }
    } catch (Throwable fault) {
      monitor.swallow("LapwingFilter.received", fault);
    }
  }

  private MicronautCall begin(HttpRequest<?> request) {
    MicronautCall call =
        new MicronautCall(
            monitor,
            request.getMethodName(),
            request.getUri().toString(),
            name -> request.getHeaders().get(name));
    monitor.begin(call);
    return call;
  }

  private static boolean isForStats(HttpRequest<?> request) {
    return RouteAttributes.getRouteInfo(request)
        .filter(route -> route.getDeclaringType() == StatsController.class)
        .isPresent();
  }

  /** The last filter of all; what comes now is encoded and sent. */
  @ResponseFilter
  void answered(HttpRequest<?> request, HttpResponse<?> response) {
    try {
      MicronautCall call = callOf(request);
      if (call == null) {
        return;
      }
      if (response.body() instanceof FileCustomizableResponseType
          && BasicHttpAttributes.getUriTemplate(request).isEmpty()) {
        call.answeredByStaticFile();
      }
      if (request.getHttpVersion() == HttpVersion.HTTP_2_0) {
        call.headSent(
            response.code(), response.getContentType().map(MediaType::toString).orElse(null));
      }
    } catch (Throwable fault) {
      monitor.swallow("LapwingFilter.answered", fault);
    }
  }

  static @Nullable MicronautCall callOf(HttpRequest<?> request) {
    return request.getAttribute(CALL_ATTRIBUTE).orElse(null) instanceof MicronautCall call
        ? call
        : null;
  }

  /** Ends the calls of HTTP/2, where that may be spoken. */
  @Singleton
  @WhenEnabled
  @Requires(property = "micronaut.server.http-version")
  static final class Http2Ends implements ApplicationEventListener<HttpRequestTerminatedEvent> {
    private final HttpMonitor monitor;

    Http2Ends(PerformanceMonitor monitor) {
      this.monitor = monitor.http();
    }

    @Override
    public void onApplicationEvent(HttpRequestTerminatedEvent event) {
      HttpRequest<?> request = event.getSource();
      MicronautCall call = callOf(request);
      if (call != null && request.getHttpVersion() == HttpVersion.HTTP_2_0) {
        monitor.end(call, null);
      }
    }
  }
}
