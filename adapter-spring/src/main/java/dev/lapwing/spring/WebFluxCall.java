// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import static java.util.Objects.requireNonNull;

import dev.lapwing.http.HttpCall;
import dev.lapwing.http.HttpMonitor;
import dev.lapwing.http.RouteTemplate;
import dev.lapwing.servlet.JoinedRoutes;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
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
import org.springframework.web.server.ServerWebExchange;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * One request of a WebFlux server, and what sees the chain that handles it end: so a request has
 * one object for both. Its parts run on one thread after another; whatever ends it first wins.
 */
final class WebFluxCall extends HttpCall implements CoreSubscriber<Void>, Subscription {
  /** Serves {@code RouterFunctions.resources}; not public. */
  private static final String RESOURCE_FUNCTION =
      "org.springframework.web.reactive.function.server.ResourceHandlerFunction";

  private static final int SWITCHING_PROTOCOLS = 101;

  private final HttpMonitor monitor;
  private final JoinedRoutes joined;
  private final ServerHttpRequest request;
  private final ServerHttpResponse response;
  private @Nullable CoreSubscriber<? super Void> server;
  private @Nullable Subscription chain;
  private volatile Map<String, Object> attributes = Map.of();
  private volatile @Nullable Throwable failure;
  private volatile boolean clientLeft;

  WebFluxCall(
      HttpMonitor monitor,
      JoinedRoutes joined,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    this.monitor = monitor;
    this.joined = joined;
    this.request = request;
    this.response = response;
  }

  /** Returns the call whose response an exchange has, itself or decorated; null for none. */
  static @Nullable WebFluxCall of(ServerWebExchange exchange) {
    ServerHttpResponse response = exchange.getResponse();
    while (response instanceof ServerHttpResponseDecorator decorator) {
      if (decorator instanceof Response own) {
        return own.call();
      }
      response = decorator.getDelegate();
    }
    return null;
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

  /** Notes that the server wants no more of a body. */
  void unwanted() {
    clientLeft = true;
  }

  /**
   * Notes that a write failed: WebFlux keeps it to itself, and whatever the application makes of
   * it, its client has left. What fails before the head is sent is the application's.
   */
  void writeFailed() {
    if (response.isCommitted()) {
      clientLeft = true;
    }
  }

  /** Watches the chain that handles this request, once, on behalf of the server. */
  void watch(Mono<? extends Void> handled, CoreSubscriber<? super Void> subscriber) {
    server = subscriber;
    handled.subscribe(this);
  }

  @Override
  public Context currentContext() {
    return server().currentContext();
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    chain = subscription;
    server().onSubscribe(this);
  }

  @Override
  public void request(long count) {
    requireNonNull(chain).request(count);
  }

  @Override
  public void cancel() {
    requireNonNull(chain).cancel();
    monitor.abort(this);
  }

  /** Never called: there is nothing that could come. */
  @Override
  public void onNext(Void nothing) {}

  @Override
  public void onError(Throwable escaped) {
    failure = escaped;
    try {
      server().onError(escaped);
    } finally {
      end();
    }
  }

  @Override
  public void onComplete() {
    try {
      server().onComplete();
    } finally {
      end();
    }
  }

  private CoreSubscriber<? super Void> server() {
    return requireNonNull(server);
  }

  private void end() {
    if (clientLeft) {
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
    return joined.join(request.getPath().contextPath().value(), pattern.toString());
  }

  /** Returns what the application has found to handle the request; null for nothing. */
  @Nullable Object handler() {
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
    return told == 200 && handler() instanceof WebSocketHandler ? SWITCHING_PROTOCOLS : told;
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

  /** The response as the application sees it. Hands everything on, and tells of its writes. */
  private class Response extends ServerHttpResponseDecorator {
    Response() {
      super(response);
    }

    final WebFluxCall call() {
      return WebFluxCall.this;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
      if (body instanceof Mono) {
        // Resolved before the head is sent, and all there is; so it tells nothing of a client.
        return new WatchedWrite(super.writeWith(body), WebFluxCall.this, null);
      }
      tellOfHead();
      WatchedBody watched = new WatchedBody(WebFluxCall.this);
      return new WatchedWrite(super.writeWith(watched.of(body)), WebFluxCall.this, watched);
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
      tellOfHead();
      WatchedBody watched = new WatchedBody(WebFluxCall.this);
      return new WatchedWrite(
          super.writeAndFlushWith(watched.of(Flux.from(body).map(watched::of))),
          WebFluxCall.this,
          watched);
    }

    /** Comes after every response; without a body it sends the head. */
    @Override
    public Mono<Void> setComplete() {
      if (response.isCommitted()) {
        return super.setComplete();
      }
      if (status() == SWITCHING_PROTOCOLS) {
        tellOfHead();
      }
      return new WatchedWrite(super.setComplete(), WebFluxCall.this, null);
    }

    /** Only what is open-ended asks for it; the action costs more than all the rest. */
    private void tellOfHead() {
      response.beforeCommit(() -> Mono.fromRunnable(() -> monitor.firstByte(WebFluxCall.this)));
    }
  }

  /** A response of a server that sends files without copying them. */
  private final class SendingFiles extends Response implements ZeroCopyHttpOutputMessage {
    @Override
    public Mono<Void> writeWith(Path file, long position, long count) {
      return new WatchedWrite(
          ((ZeroCopyHttpOutputMessage) response).writeWith(file, position, count),
          WebFluxCall.this,
          null);
    }
  }
}
