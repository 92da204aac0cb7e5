// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;

/**
 * The chain that handles a request, with the call as its only subscriber: of this kind because
 * Reactor's operators would each cost the request two objects and a lambda.
 */
final class WatchedMono extends MonoOperator<Void, Void> {
  private final WebFluxCall call;

  WatchedMono(Mono<Void> handled, WebFluxCall call) {
    super(handled);
    this.call = call;
  }

  @Override
  public void subscribe(CoreSubscriber<? super Void> server) {
    call.watch(source, server);
  }
}
