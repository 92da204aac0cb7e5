// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.util.context.Context;

/** A write of a response, that tells the call when it fails of its client. */
final class WatchedWrite extends MonoOperator<Void, Void> {
  private final WebFluxCall call;
  private final @Nullable WatchedBody body;

  /**
   * @param body what is written; null when that cannot fail once the head is sent
   */
  WatchedWrite(Mono<Void> write, WebFluxCall call, @Nullable WatchedBody body) {
    super(write);
    this.call = call;
    this.body = body;
  }

  @Override
  public void subscribe(CoreSubscriber<? super Void> writer) {
    source.subscribe(new Watcher(writer));
  }

  private void failed(Throwable failure) {
    if (body == null || !body.isOwn(failure)) {
      call.writeFailed();
    }
  }

  /** Hands every signal on. */
  private final class Watcher implements CoreSubscriber<Void> {
    private final CoreSubscriber<? super Void> writer;

    Watcher(CoreSubscriber<? super Void> writer) {
      this.writer = writer;
    }

    @Override
    public Context currentContext() {
      return writer.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      writer.onSubscribe(subscription);
    }

    /** Never called: there is nothing that could come. */
    @Override
    public void onNext(Void nothing) {}

    @Override
    public void onError(Throwable failure) {
      failed(failure);
      writer.onError(failure);
    }

    @Override
    public void onComplete() {
      writer.onComplete();
    }
  }
}
