// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import static java.util.Objects.requireNonNull;

import dev.lapwing.http.HttpCall;
import dev.lapwing.http.HttpMonitor;
import dev.lapwing.http.RouteTemplate;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteInfo;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One request, from where it is received to where the last byte of its response is written.
 *
 * <p>The thread that receives it also writes its response; filters may run on others, but in
 * between, so that what they note is seen when it ends.
 */
final class MicronautCall extends HttpCall implements ChannelFutureListener {
  /** Where Micronaut keeps what {@link BasicHttpAttributes#getUriTemplate} converts. */
  private static final String TEMPLATE = "micronaut.http.route.template";

  private final HttpMonitor monitor;

  /** As Netty read it; null over HTTP/2. */
  private final io.netty.handler.codec.http.@Nullable HttpRequest received;

  private volatile @Nullable HttpRequest<?> request;
  private volatile boolean forStaticFile;
  private boolean failsConnection;
  private volatile int status;
  private volatile @Nullable String contentType;

  /** Makes a call of a request that is about to be matched. */
  MicronautCall(HttpMonitor monitor) {
    this.monitor = monitor;
    this.received = null;
  }

  /** Makes a call of a request that Netty has read. */
  MicronautCall(HttpMonitor monitor, io.netty.handler.codec.http.HttpRequest received) {
    this.monitor = monitor;
    this.received = received;
  }

  /** Returns whether {@link #matched} has not been told yet. */
  boolean awaitsMatch() {
    return request == null;
  }

  /** Notes the request as Micronaut knows it; that one will know the route. */
  void matched(HttpRequest<?> known) {
    request = known;
  }

  /** Notes that the static resources answered. */
  void answeredByStaticFile() {
    forStaticFile = true;
  }

  /** Notes the head of the response as it is sent. */
  void headSent(int code, @Nullable String type) {
    status = code;
    contentType = type;
    monitor.firstByte(this);
  }

  /**
   * Has the connection told when the last write fails, as it is where nobody else waits for that.
   */
  void failConnection() {
    failsConnection = true;
  }

  /** Ends this call when the last byte of its response is written, or cannot be. */
  @Override
  public void operationComplete(ChannelFuture written) {
    Throwable failure = written.cause();
    if (failure != null && failsConnection && written.channel().isRegistered()) {
      written.channel().pipeline().fireExceptionCaught(failure);
    }
    if (failure instanceof IOException) {
      monitor.abort(this);
    } else {
      monitor.end(this, failure);
    }
  }

  @Override
  public String method() {
    return received != null ? received.method().name() : matched().getMethodName();
  }

  @Override
  public String path() {
    String uri = received != null ? received.uri() : matched().getUri().toString();
    // A proxy's client asks for a whole URL.
    int from = uri.startsWith("/") ? 0 : Math.max(0, uri.indexOf('/', uri.indexOf("://") + 3));
    int query = uri.indexOf('?', from);
    return query < 0 ? uri.substring(from) : uri.substring(from, query);
  }

  @Override
  public @Nullable String route() {
    HttpRequest<?> known = request;
    if (known == null) {
      return null;
    }
    String template = templateOf(known);
    if (template != null) {
      return template;
    }
    if (forStaticFile) {
      return RouteTemplate.STATIC;
    }
    // Of a WebSocket's handshake there is no more than this.
    return RouteAttributes.getRouteInfo(known).orElse(null) instanceof UriRouteInfo<?, ?> info
        ? info.getUriMatchTemplate().toString()
        : null;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public @Nullable String responseContentType() {
    return contentType;
  }

  @Override
  public @Nullable String header(String name) {
    return received != null ? received.headers().get(name) : matched().getHeaders().get(name);
  }

  /** Returns the template of the route that matched a request; null when none did. */
  static @Nullable String templateOf(HttpRequest<?> request) {
    return request.getAttribute(TEMPLATE).orElse(null) instanceof String template
        ? template
        : BasicHttpAttributes.getUriTemplate(request).orElse(null);
  }

  private HttpRequest<?> matched() {
    return requireNonNull(request);
  }
}
