// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.http.HttpMonitor;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpVersion;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.context.event.HttpRequestTerminatedEvent;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.http.server.types.files.FileCustomizableResponseType;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteInfo;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Tells what only Micronaut knows of a call: its route, and what answers it. Requests of HTTP/2,
 * whose streams are not watched, begin here.
 *
 * <p>The condition is where a request is seen first: Micronaut asks it once for each, before any
 * filter runs, and a filter that does not run costs the request nothing.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
@WhenEnabled
final class LapwingFilter implements ConditionalFilter {
  private static final String CALL_ATTRIBUTE = "dev.lapwing.call";

  private final HttpMonitor monitor;
  private final Connections connections;
  private final boolean speaksHttp2;

  /** Is in the templates of its routes; so the others are spared the look at who declares them. */
  private final String statsPath;

  /**
   * @param http2 null where HTTP/2 is not spoken; nothing would end its calls then
   */
  LapwingFilter(PerformanceMonitor monitor, Connections connections, @Nullable Http2Ends http2) {
    this.monitor = monitor.http();
    this.connections = connections;
    this.speaksHttp2 = http2 != null;
    this.statsPath = this.monitor.endpoint().basePath();
  }

  /**
   * Notes the request, whose route is known by now. Returns whether the answer has to be seen too:
   * that of HTTP/2, and what may be a static file.
   */
  @Override
  public boolean isEnabled(HttpRequest<?> request) {
    try {
      boolean overHttp2 = speaksHttp2 && request.getHttpVersion() == HttpVersion.HTTP_2_0;
      MicronautCall call = overHttp2 ? new MicronautCall(monitor) : connections.callOf(request);
      if (call == null) {
        return false;
      }
      call.matched(request);
      if (overHttp2) {
        monitor.begin(call);
      }
      String template = MicronautCall.templateOf(request);
      if (template != null && template.contains(statsPath) && isForStats(request)) {
        monitor.discard(call);
      }
      if (overHttp2 || template == null) {
        request.setAttribute(CALL_ATTRIBUTE, call);
        return true;
      }
    } catch (Throwable fault) {
      monitor.swallow("LapwingFilter.isEnabled", fault);
    }
    return false;
  }

  private static boolean isForStats(HttpRequest<?> request) {
    RouteInfo<?> route = RouteAttributes.getRouteInfo(request).orElse(null);
    return route != null && route.getDeclaringType() == StatsController.class;
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
          && MicronautCall.templateOf(request) == null) {
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
