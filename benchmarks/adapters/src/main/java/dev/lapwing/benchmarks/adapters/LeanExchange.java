// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.adapters;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A request to WebFlux and its response, as its servers have them, of which nothing is sent. */
final class LeanExchange implements CoreSubscriber<Void> {
  private final Request request;
  private final Response response = new Response();
  private boolean complete;

  private LeanExchange(URI uri) {
    this.request = new Request(uri);
  }

  /**
   * Has a request handled, and returns how many bytes the body of its answer has.
   *
   * @throws IllegalStateException if the answer is not 200, or not complete at once
   */
  static long get(HttpHandler handler, URI uri) {
    LeanExchange exchange = new LeanExchange(uri);
    handler.handle(exchange.request, exchange.response).subscribe(exchange);
    if (!exchange.complete || exchange.response.status != 200) {
      throw new IllegalStateException(uri + " was answered " + exchange.response.status);
    }
    return exchange.response.written;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(Void nothing) {}

  @Override
  public void onError(Throwable failure) {
    throw new IllegalStateException(failure);
  }

  @Override
  public void onComplete() {
    complete = true;
  }

  private static final class Request extends AbstractServerHttpRequest {
    Request(URI uri) {
      super(HttpMethod.GET, uri, "", new HttpHeaders());
    }

    @Override
    public Flux<DataBuffer> getBody() {
      return Flux.empty();
    }

    @Override
    protected MultiValueMap<String, HttpCookie> initCookies() {
      return new LinkedMultiValueMap<>();
    }

    @Override
    protected @Nullable SslInfo initSslInfo() {
      return null;
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as Spring has it
    public <T> T getNativeRequest() {
      throw new UnsupportedOperationException();
    }
  }

  private static final class Response extends AbstractServerHttpResponse {
    int status;
    long written;

    Response() {
      super(DefaultDataBufferFactory.sharedInstance);
    }

    @Override
    protected Mono<Void> writeWithInternal(Publisher<? extends DataBuffer> body) {
      return Flux.from(body).doOnNext(buffer -> written += buffer.readableByteCount()).then();
    }

    @Override
    protected Mono<Void> writeAndFlushWithInternal(
        Publisher<? extends Publisher<? extends DataBuffer>> body) {
      return writeWithInternal(Flux.from(body).concatMap(each -> each));
    }

    @Override
    protected void applyStatusCode() {
      status = getStatusCode() == null ? 200 : getStatusCode().value();
    }

    @Override
    protected void applyHeaders() {}

    @Override
    protected void applyCookies() {}

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as Spring has it
    public <T> T getNativeResponse() {
      throw new UnsupportedOperationException();
    }
  }
}
