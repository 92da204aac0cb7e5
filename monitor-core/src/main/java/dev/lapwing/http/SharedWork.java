// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does a piece of work once for all who ask for it at the same time. Thread-safe.
 *
 * <p>Who asks gets the result of work that began after the asking, never of work that was under
 * way, which may have missed what happened just before. So of each key one round runs, at most one
 * waits for it to end, and whoever comes meanwhile joins the one that waits. A round is done on the
 * thread of whoever opened it. The lock is held to look at the rounds, never while work is done.
 */
final class SharedWork<K, V extends @Nullable Object> {
  private final Map<K, CompletableFuture<V>> waiting = new HashMap<>();
  private final Map<K, CompletableFuture<V>> running = new HashMap<>();

  /**
   * Returns the result of a round that began after the call.
   *
   * @throws java.util.concurrent.CompletionException if the work threw
   */
  V get(K key, Supplier<V> work) {
    CompletableFuture<V> own = new CompletableFuture<>();
    CompletableFuture<V> opened;
    CompletableFuture<V> before;
    synchronized (this) {
      opened = waiting.putIfAbsent(key, own);
      before = running.get(key);
    }
    if (opened != null) {
      return opened.join();
    }
    if (before != null) {
      before.handle((result, fault) -> result).join();
    }
    run(key, own, work);
    return own.join();
  }

  private void run(K key, CompletableFuture<V> round, Supplier<V> work) {
    synchronized (this) {
      waiting.remove(key);
      running.put(key, round);
    }
    try {
      round.complete(work.get());
    } catch (Throwable fault) {
      round.completeExceptionally(fault);
    } finally {
      synchronized (this) {
        running.remove(key, round);
      }
    }
  }
}
