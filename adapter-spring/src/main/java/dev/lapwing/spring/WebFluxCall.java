// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.http.HttpCall;
import dev.lapwing.http.HttpMonitor;
import dev.lapwing.http.RouteTemplate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.resource.ResourceWebHandler;
import org.springframework.web.reactive.socket.WebSocketHandler;
import reactor.core.publisher.SignalType;

/**
 * One request of a WebFlux server. Its parts run on one thread after another; whatever ends it
 * first wins.
 */
final class WebFluxCall extends HttpCall {
  private static final int OK = 200;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int INTERNAL_SERVER_ERROR = 500;

  /** Serves {@code RouterFunctions.resources}; not public. */
  private static final String RESOURCE_FUNCTION =
      "org.springframework.web.reactive.function.server.ResourceHandlerFunction";

  private final ServerHttpRequest request;
  private final ServerHttpResponse response;
  private volatile Map<String, Object> attributes = Map.of();
  private volatile @Nullable Throwable failure;
  private volatile boolean clientLeft;

  WebFluxCall(ServerHttpRequest request, ServerHttpResponse response) {
    this.request = request;
    this.response = response;
  }

  /** Returns the request as the server received it, whatever is made of it later. */
  ServerHttpRequest request() {
    return request;
  }

  /** Notes the attributes of the exchange: those that Spring puts its match into. */
  void exchanged(Map<String, Object> exchangeAttributes) {
    attributes = exchangeAttributes;
  }

  void failed(Throwable escaped) {
    failure = escaped;
  }

  /** Notes that a write failed: whatever the application makes of that, its client has left. */
  void writeFailed() {
    clientLeft = true;
  }

  void end(HttpMonitor monitor, SignalType signal) {
    if (clientLeft || signal == SignalType.CANCEL) {
      monitor.abort(this);
    } else {
      monitor.end(this, failure);
    }
  }

  @Override
  public String method() {
    return request.getMethod().name();
  }

  @Override
  public String path() {
    return request.getURI().getRawPath();
  }

  @Override
  public @Nullable String route() {
    if (isForFiles() && !isNotFound()) {
      return RouteTemplate.STATIC;
    }
    Object pattern = attributes.get(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    if (pattern == null || isForFiles()) {
      return null;
    }
    String template = pattern.toString();
    String context = request.getPath().contextPath().value();
    return context + (template.startsWith("/") ? template : "/" + template);
  }

  private @Nullable Object handler() {
    return attributes.get(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE);
  }

  private boolean isForFiles() {
    Object handler = handler();
    return handler instanceof ResourceWebHandler
        || (handler != null && handler.getClass().getName().equals(RESOURCE_FUNCTION));
  }

  /**
   * A handler of files takes every path, and says only by an error that there is no such file,
   * which the application may answer as it likes.
   */
  private boolean isNotFound() {
    int status = status();
    return status == NOT_FOUND || status >= INTERNAL_SERVER_ERROR || status == BAD_REQUEST;
  }

  @Override
  public int status() {
    HttpStatusCode status = response.getStatusCode();
    if (failure != null && !response.isCommitted()) {
      return INTERNAL_SERVER_ERROR;
    }
    int told = status == null ? OK : status.value();
    // The server upgrades without telling Spring's response.
    return told == OK && handler() instanceof WebSocketHandler ? SWITCHING_PROTOCOLS : told;
  }

  @Override
  public @Nullable String responseContentType() {
    MediaType type = response.getHeaders().getContentType();
    return type == null ? null : type.toString();
  }

  @Override
  public @Nullable String header(String name) {
    return request.getHeaders().getFirst(name);
  }
}
