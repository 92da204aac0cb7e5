// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads a response until it is told to leave, which closes the connection. */
final class Leaving implements BodySubscriber<Boolean> {

  private final CompletableFuture<Boolean> left = new CompletableFuture<>();
  private final boolean atFirstBytes;
  private volatile Flow.@Nullable Subscription subscription;

  Leaving(boolean atFirstBytes) {
    this.atFirstBytes = atFirstBytes;
  }

  /** Returns true when the client left, false when the response ended before. */
  @Override
  public CompletionStage<Boolean> getBody() {
    return left;
  }

  void leave() {
    // Before the connection is closed, which newer clients report as a failure of the body.
    left.complete(true);
    Flow.Subscription begun = subscription;
    if (begun != null) {
      begun.cancel();
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    subscription.request(atFirstBytes ? 1 : Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    if (atFirstBytes) {
      leave();
    }
  }

  @Override
  public void onError(Throwable failure) {
    left.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    left.complete(false);
  }
}
