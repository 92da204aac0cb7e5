// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.http.HttpCall;
import dev.lapwing.http.HttpMonitor;
import dev.lapwing.http.RouteTemplate;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.resource.ResourceWebHandler;
import org.springframework.web.reactive.socket.WebSocketHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * One request of a WebFlux server. Its parts run on one thread after another; whatever ends it
 * first wins.
 */
final class WebFluxCall extends HttpCall {
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

  /** Returns a response that sends files as the server does, where that can without copying. */
  ServerHttpResponse responseForApplication() {
    return response instanceof ZeroCopyHttpOutputMessage ? new SendingFiles() : new Response();
  }

  /** Notes the attributes of the exchange: those that Spring puts its match into. */
  void exchanged(Map<String, Object> exchangeAttributes) {
    attributes = exchangeAttributes;
  }

  void failed(Throwable escaped) {
    failure = escaped;
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
    if (isForFiles()) {
      return isNotFound() ? null : RouteTemplate.STATIC;
    }
    Object pattern = attributes.get(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    if (pattern == null) {
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
    return status == 404 || status == 400 || status >= 500;
  }

  @Override
  public int status() {
    if (failure != null && !response.isCommitted()) {
      return 500;
    }
    HttpStatusCode status = response.getStatusCode();
    int told = status == null ? 200 : status.value();
    // The server upgrades without telling Spring's response.
    return told == 200 && handler() instanceof WebSocketHandler ? 101 : told;
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

  /**
   * The response as the application sees it. Hands everything on, and notes when a write fails or
   * the server wants no more of a body, which both WebFlux keeps to itself: whatever the
   * application makes of that, its client has left. What the body itself fails with, and what fails
   * before the head is sent, is the application's.
   */
  private class Response extends ServerHttpResponseDecorator {
    private volatile @Nullable Throwable own;

    Response() {
      super(response);
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
      return noted(super.writeWith(ownNoted(body)));
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
      return noted(super.writeAndFlushWith(ownNoted(Flux.from(body).map(this::ownNoted))));
    }

    @Override
    public Mono<Void> setComplete() {
      return noted(super.setComplete());
    }

    private <T> Publisher<T> ownNoted(Publisher<T> body) {
      // A single buffer has its length sent with the head, so it stays single.
      return body instanceof Mono<T> single
          ? single.doOnError(failure -> own = failure).doOnCancel(() -> clientLeft = true)
          : Flux.from(body).doOnError(failure -> own = failure).doOnCancel(() -> clientLeft = true);
    }

    final Mono<Void> noted(Mono<Void> write) {
      return write.doOnError(
          failure -> {
            Throwable known = own;
            boolean ofBody = known != null && (failure == known || failure.getCause() == known);
            if (response.isCommitted() && !ofBody) {
              clientLeft = true;
            }
          });
    }
  }

  /** A response of a server that sends files without copying them. */
  private final class SendingFiles extends Response implements ZeroCopyHttpOutputMessage {
    @Override
    public Mono<Void> writeWith(Path file, long position, long count) {
      return noted(((ZeroCopyHttpOutputMessage) response).writeWith(file, position, count));
    }
  }
}
