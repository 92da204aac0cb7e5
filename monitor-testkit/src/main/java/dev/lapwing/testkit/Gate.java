// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where a scenario holds a request while it looks at the numbers. A service passes it where {@link
 * ContractRoutes} says so; it opens after a minute at the latest. Thread-safe.
 */
public final class Gate {
  private static final long PATIENCE_SECONDS = 60;

  private final BlockingQueue<CompletableFuture<Void>> held = new LinkedBlockingQueue<>();
  private volatile boolean open;

  Gate() {}

  /** Waits until the scenario lets this request through. For services that may block. */
  public void pass() {
    CompletableFuture<Void> passage = arrive();
    try {
      passage.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      forget(passage);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Returns what completes when the scenario lets this request through, on a thread of its own. For
   * services that must not block.
   */
  public CompletionStage<Void> passLater() {
    CompletableFuture<Void> passage = arrive();
    return passage
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .exceptionally(
            late -> {
              forget(passage);
              return null;
            });
  }

  private CompletableFuture<Void> arrive() {
    CompletableFuture<Void> passage = new CompletableFuture<>();
    held.add(passage);
    if (open) {
      openForAll();
    }
    return passage;
  }

  private void forget(CompletableFuture<Void> passage) {
    held.removeIf(other -> other == passage);
  }

  /** Waits until a request is held, and returns what lets it through. */
  Runnable awaitHeld() {
    try {
      CompletableFuture<Void> passage = held.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(passage).as("a request that has come to the gate").isNotNull();
      return () -> letThrough(passage);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until a request is held, and lets it through. */
  void letOneThrough() {
    awaitHeld().run();
  }

  /** What waits for it runs service code, which must not keep the scenario's thread. */
  private static void letThrough(CompletableFuture<Void> passage) {
    Thread thread = new Thread(() -> passage.complete(null), "contract-gate");
    thread.setDaemon(true);
    thread.start();
  }

  /** Holds nobody any more, until {@link #close}. */
  void openForAll() {
    open = true;
    for (CompletableFuture<Void> next = held.poll(); next != null; next = held.poll()) {
      letThrough(next);
    }
  }

  /** Holds whoever comes from now on. */
  void close() {
    open = false;
  }
}
