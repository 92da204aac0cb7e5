// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx;

import dev.lapwing.PerformanceMonitor;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tracks what Vert.x futures stand for. */
public final class LapwingFutures {
  private LapwingFutures() {}

  /** Starts work as a call of an operation, as the method with metadata does. */
  public static <T extends @Nullable Object> Future<T> track(
      PerformanceMonitor monitor, String operation, Supplier<Future<T>> work) {
    return track(monitor, operation, work, Map.of());
  }

  /**
   * Starts work as a call of an operation that ends when the returned future does: as a success
   * when it succeeds, as aborted when it fails with a {@link
   * java.util.concurrent.CancellationException}, else as an error. A supplier that throws counts as
   * an error, and what it throws passes through.
   *
   * @param operation a name, as {@link PerformanceMonitor} allows it
   * @param metadata what to show with the call if it is slow, at most 16 entries of it
   * @return the very future that the supplier returned, so that it completes in its own context
   * @throws IllegalArgumentException if the name is not allowed
   */
  public static <T extends @Nullable Object> Future<T> track(
      PerformanceMonitor monitor,
      String operation,
      Supplier<Future<T>> work,
      Map<String, String> metadata) {
    Started<T> started = new Started<>(work);
    monitor.trackOperationAsync(operation, started, metadata);
    return started.future();
  }

  /** Starts work, and keeps the future beside the stage that the monitor waits for. */
  private static final class Started<T extends @Nullable Object>
      implements Supplier<CompletionStage<T>> {
    private final Supplier<Future<T>> work;
    private @Nullable Future<T> future;

    Started(Supplier<Future<T>> work) {
      this.work = work;
    }

    @Override
    public CompletionStage<T> get() {
      future = work.get();
      return future.toCompletionStage();
    }

    Future<T> future() {
      if (future == null) {
        throw new IllegalStateException("the work was not started");
      }
      return future;
    }
  }
}
