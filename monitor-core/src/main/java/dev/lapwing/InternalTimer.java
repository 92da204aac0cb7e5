// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import dev.lapwing.recording.Operation;
import dev.lapwing.runtime.GuardedClock;
import dev.lapwing.stats.Outcome;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * A timer of an internal operation. The first to exchange {@code elapsedNanos} for a measured time
 * is the one who records it.
 */
final class InternalTimer implements Timer {
  private static final long RUNNING = Long.MIN_VALUE;
  private static final VarHandle ELAPSED;

  static {
    try {
      ELAPSED =
          MethodHandles.lookup().findVarHandle(InternalTimer.class, "elapsedNanos", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final InternalOperations operations;
  private final Operation operation;
  private final Map<String, String> metadata;
  private final Thread thread = Thread.currentThread();
  private final boolean measured;
  private final long startNanos;
  private volatile long elapsedNanos = RUNNING;

  /**
   * @param measured whether to read the clock; else the call is only counted, and has no time
   */
  InternalTimer(
      InternalOperations operations,
      Operation operation,
      Map<String, String> metadata,
      boolean measured) {
    this.operations = operations;
    this.operation = operation;
    this.metadata = metadata;
    this.measured = measured;
    this.startNanos = measured ? operations.now() : 0;
  }

  @Override
  public Duration elapsed() {
    long stopped = elapsedNanos;
    long elapsed =
        stopped == RUNNING ? GuardedClock.between(startNanos, operations.now()) : stopped;
    return Duration.ofNanos(Math.max(0, elapsed));
  }

  @Override
  public Duration stop(Outcome outcome) {
    stopNanos(Objects.requireNonNull(outcome, "outcome == null"));
    return elapsed();
  }

  /** Stops without making a duration. */
  void stopNanos(Outcome outcome) {
    if (elapsedNanos == RUNNING) {
      long nanos = measured ? GuardedClock.between(startNanos, operations.now()) : 0;
      if (ELAPSED.compareAndSet(this, RUNNING, nanos)) {
        if (measured) {
          operations.record(operation, outcome, startNanos, nanos, thread, metadata);
        } else {
          operations.count(operation, outcome);
        }
      }
    }
  }
}
