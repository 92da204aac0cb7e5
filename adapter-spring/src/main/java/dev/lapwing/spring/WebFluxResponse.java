// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The response as the application sees it. Hands everything on, and tells the call when a write
 * fails or the server wants no more of a body, which both WebFlux keeps to itself; what the body
 * itself fails with is the application's.
 */
class WebFluxResponse extends ServerHttpResponseDecorator {
  private final WebFluxCall call;
  private volatile @Nullable Throwable own;

  private WebFluxResponse(ServerHttpResponse response, WebFluxCall call) {
    super(response);
    this.call = call;
  }

  /** Returns a response that sends files as the server does, where that can without copying. */
  static ServerHttpResponse of(ServerHttpResponse response, WebFluxCall call) {
    return response instanceof ZeroCopyHttpOutputMessage files
        ? new SendingFiles(response, files, call)
        : new WebFluxResponse(response, call);
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
        ? single.doOnError(failure -> own = failure).doOnCancel(call::writeFailed)
        : Flux.from(body).doOnError(failure -> own = failure).doOnCancel(call::writeFailed);
  }

  final Mono<Void> noted(Mono<Void> write) {
    return write.doOnError(
        failure -> {
          Throwable known = own;
          if (known == null || (failure != known && failure.getCause() != known)) {
            call.writeFailed();
          }
        });
  }

  /** A response of a server that sends files without copying them. */
  private static final class SendingFiles extends WebFluxResponse
      implements ZeroCopyHttpOutputMessage {
    private final ZeroCopyHttpOutputMessage files;

    SendingFiles(ServerHttpResponse response, ZeroCopyHttpOutputMessage files, WebFluxCall call) {
      super(response, call);
      this.files = files;
    }

    @Override
    public Mono<Void> writeWith(Path file, long position, long count) {
      return noted(files.writeWith(file, position, count));
    }
  }
}
