// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The body of a response that is sent in pieces: tells the call when the server wants no more of
 * it, and knows what it has failed with itself, which is the application's.
 */
final class WatchedBody {
  private final WebFluxCall call;
  private volatile @Nullable Throwable own;

  WatchedBody(WebFluxCall call) {
    this.call = call;
  }

  /** Returns whether a write failed of what the body failed with. */
  boolean isOwn(Throwable failure) {
    Throwable known = own;
    return known != null && (failure == known || failure.getCause() == known);
  }

  /** Returns the body, or one piece of it, watched. */
  <T> Publisher<T> of(Publisher<T> body) {
    // A single buffer has its length sent with the head, so it stays single.
    return body instanceof Mono<T> single
        ? single.doOnError(failure -> own = failure).doOnCancel(call::unwanted)
        : Flux.from(body).doOnError(failure -> own = failure).doOnCancel(call::unwanted);
  }
}
