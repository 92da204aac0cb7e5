// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import dev.lapwing.http.HttpMonitor;
import dev.lapwing.stats.MetricsExport;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.SlowOperations;
import dev.lapwing.stats.StatsWindow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells how fast a service is: its HTTP routes, through an adapter, and whatever else it tracks by
 * name. Thread-safe; one for each service.
 *
 * <p>A name is 1 to 256 characters, not blank, without control characters and without unpaired
 * surrogates; every method that takes one throws {@link IllegalArgumentException} for any other,
 * before it does anything. There are at most 200 internal operations (a setting); further names are
 * counted under {@code (other)}.
 *
 * <p>Nothing that is tracked waits for the monitor: recording takes no lock, but for the moment in
 * which a name or status is first seen, and what is done with the numbers is done on daemon
 * threads. What fails inside the monitor is logged once and counted, and never reaches the caller.
 * A disabled or closed monitor runs what it is given and records nothing.
 */
public interface PerformanceMonitor extends AutoCloseable {

  /** Returns a builder with every setting at its default. */
  static PerformanceMonitorBuilder builder() {
    return new PerformanceMonitorBuilder();
  }

  /**
   * Runs work as a call of an operation. What the work throws counts as an error and passes through
   * unchanged.
   *
   * @return what the work returned
   * @throws E what the work threw
   */
  default <T extends @Nullable Object, E extends Exception> T trackOperation(
      String operation, TrackedCall<T, E> work) throws E {
    return trackOperation(operation, work, Map.of());
  }

  /**
   * Runs work as a call of an operation, as {@link #trackOperation(String, TrackedCall)} does.
   *
   * @param metadata what to show with the call if it is slow, at most 16 entries of it; read only
   *     then
   */
  <T extends @Nullable Object, E extends Exception> T trackOperation(
      String operation, TrackedCall<T, E> work, Map<String, String> metadata) throws E;

  /**
   * Runs work as a call of an operation, as {@link #trackOperation(String, TrackedCall)} does.
   *
   * @throws Exception what the work threw
   */
  default <T extends @Nullable Object> T trackOperation(String operation, Callable<T> work)
      throws Exception {
    return this.<T, Exception>trackOperation(operation, work::call, Map.of());
  }

  /** Runs work as a call of an operation, as {@link #trackOperation(String, TrackedCall)} does. */
  default void trackOperation(String operation, Runnable work) {
    trackOperation(operation, work, Map.of());
  }

  /**
   * Runs work as a call of an operation, as {@link #trackOperation(String, TrackedCall, Map)} does.
   */
  default void trackOperation(String operation, Runnable work, Map<String, String> metadata) {
    this.<Boolean, RuntimeException>trackOperation(
        operation,
        () -> {
          work.run();
          return true;
        },
        metadata);
  }

  /** Starts work as a call of an operation, with no metadata. */
  default <S extends CompletionStage<?>> S trackOperationAsync(String operation, Supplier<S> work) {
    return trackOperationAsync(operation, work, Map.of());
  }

  /**
   * Starts work as a call of an operation that ends when the returned stage does: as a success when
   * it completes, as aborted when it is cancelled, else as an error. A supplier that throws counts
   * as an error, and what it throws passes through.
   *
   * @param metadata what to show with the call if it is slow, at most 16 entries of it
   * @return the very stage that the supplier returned
   */
  <S extends CompletionStage<?>> S trackOperationAsync(
      String operation, Supplier<S> work, Map<String, String> metadata);

  /** Starts a call of an operation that ends when the timer is stopped. */
  Timer startTimer(String operation);

  /**
   * Records a call that was measured elsewhere. A negative duration is not recorded, only counted
   * among the faulty clocks.
   */
  void record(String operation, Duration duration, boolean success);

  /**
   * Returns the numbers of one operation since the start or the last clear, up to now; null if
   * nothing was recorded for it.
   *
   * @param operation an internal operation's name, or {@code GET /users/{id}}
   */
  @Nullable OperationStats getStats(String operation);

  /** Returns the numbers of all operations since the start or the last clear, up to now. */
  default List<OperationStats> getStats() {
    return getStats(StatsWindow.TOTAL);
  }

  /**
   * Returns the numbers of all operations in a window, also of those that were idle in it, sorted
   * by name.
   */
  List<OperationStats> getStats(StatsWindow window);

  /**
   * Returns all that was measured since the start or the last clear, up to now: the numbers, the
   * durations as distributions that can be merged, and the latest calls where they are kept.
   */
  MetricsExport exportMetrics();

  /**
   * Returns an object that does what another does, and tracks the calls of its methods that {@link
   * TrackPerformance} names. Annotations count on the methods of the target's class, on those of
   * the interface, on that class and on the interface, in this order. They are read once, here.
   *
   * <p>What a method throws is thrown on as it is. A method that returns a {@link CompletionStage}
   * is tracked as {@link #trackOperationAsync} does. Two such objects are equal when what they
   * stand for is.
   *
   * @param type an interface, which this package can reach: public and exported, or opened to it
   * @param target does the work
   * @throws IllegalArgumentException if the type is no interface or cannot be reached, or an
   *     annotation names an operation that may not be
   */
  default <T> T instrument(Class<T> type, T target) {
    return TrackedProxy.make(this, "", type, target);
  }

  /** Returns the slow calls that are kept, up to now. */
  SlowOperations getSlowOperations();

  /**
   * Returns a view of this monitor that puts a prefix and a dot before every name, and whose stats,
   * slow operations and clear are of those names only. Views nest. Closing one does nothing.
   *
   * @param prefix a name; the whole of prefix, dot and name is at most 256 characters too
   */
  PerformanceMonitor scope(String prefix);

  /**
   * Zeroes the numbers and forgets history and samples. A call in flight counts when it ends; a
   * call that ends at the same time counts before or after, never twice and never not at all.
   */
  void clear();

  /** Returns what adapters tell of requests; the same in every scope. */
  HttpMonitor http();

  /**
   * Stops recording. The service goes on, and what was recorded can still be read. Slow operations
   * up to here are told to the listeners, whose threads end after that, or after a second.
   */
  @Override
  void close();
}
