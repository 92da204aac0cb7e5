// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import dev.lapwing.recording.Operation;
import dev.lapwing.recording.Recording;
import dev.lapwing.recording.Registry;
import dev.lapwing.recording.SlowCall;
import dev.lapwing.runtime.Faults;
import dev.lapwing.runtime.GuardedClock;
import dev.lapwing.stats.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records what users track by name. Nothing but a bad name is ever thrown from here. */
final class InternalOperations {
  private static final int MAX_METADATA = 16;
  private static final int MAX_METADATA_LENGTH = 256;

  private final Recording recording;
  private final GuardedClock clock;
  private final Faults faults;

  InternalOperations(Recording recording, GuardedClock clock, Faults faults) {
    this.recording = recording;
    this.clock = clock;
    this.faults = faults;
  }

  <T extends @Nullable Object, E extends Exception> T track(
      String name, TrackedCall<T, E> work, Map<String, String> metadata) throws E {
    Objects.requireNonNull(work, "work == null");
    InternalTimer timer = start(name, metadata);
    Outcome outcome = Outcome.ERROR;
    try {
      T result = work.call();
      outcome = Outcome.SUCCESS;
      return result;
    } finally {
      timer.stopNanos(outcome);
    }
  }

  <S extends CompletionStage<?>> S trackAsync(
      String name, Supplier<S> work, Map<String, String> metadata) {
    Objects.requireNonNull(work, "work == null");
    InternalTimer timer = start(name, metadata);
    S stage = null;
    try {
      stage = work.get();
      return stage;
    } finally {
      if (stage == null) {
        timer.stopNanos(Outcome.ERROR);
      } else {
        stopWith(stage, timer);
      }
    }
  }

  private void stopWith(CompletionStage<?> stage, InternalTimer timer) {
    try {
      stage.whenComplete((result, failure) -> timer.stopNanos(outcomeOf(failure)));
    } catch (Throwable fault) {
      faults.swallow("CompletionStage.whenComplete", fault);
    }
  }

  private static Outcome outcomeOf(@Nullable Throwable failure) {
    if (failure == null) {
      return Outcome.SUCCESS;
    }
    // What follows a cancelled stage fails with the cancellation as its cause.
    boolean cancelled =
        failure instanceof CancellationException
            || (failure instanceof CompletionException
                && failure.getCause() instanceof CancellationException);
    return cancelled ? Outcome.ABORTED : Outcome.ERROR;
  }

  private InternalTimer start(String name, Map<String, String> metadata) {
    Objects.requireNonNull(metadata, "metadata == null");
    Operation operation = operation(name);
    return new InternalTimer(this, operation, metadata, operation.measuresNext());
  }

  /** Starts a timer whose caller may ask for the time, so that it is always measured. */
  InternalTimer startTimer(String name) {
    return new InternalTimer(this, operation(name), Map.of(), true);
  }

  /** Counts a call that was not measured. */
  void count(Operation operation, Outcome outcome) {
    if (!recording.isRunning()) {
      return;
    }
    try {
      operation.count(outcome);
    } catch (Throwable fault) {
      faults.swallow("PerformanceMonitor.record", fault);
    }
  }

  void record(String name, Duration duration, Outcome outcome) {
    Operation operation = operation(name);
    long nanos = saturatedNanos(duration);
    record(operation, outcome, now() - nanos, nanos, Thread.currentThread(), Map.of());
  }

  private Operation operation(String name) {
    Operation known = name == null ? null : recording.registry().knownInternal(name);
    if (known != null) {
      return known;
    }
    String checked = Checks.name("operation name", name);
    // One that records nothing should not use up the names there may be.
    return recording.registry().internal(recording.isRunning() ? checked : Registry.OTHER);
  }

  /** Returns a duration in nanoseconds; those of more than 292 years as the most there can be. */
  private static long saturatedNanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException e) {
      return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  long now() {
    return clock.now();
  }

  void record(
      Operation operation,
      Outcome outcome,
      long startNanos,
      long nanos,
      Thread thread,
      Map<String, String> metadata) {
    if (!recording.isRunning()) {
      return;
    }
    try {
      if (nanos < 0) {
        recording.negativeDurations().increment();
        return;
      }
      boolean slow = operation.record(outcome, 0, nanos);
      operation.keep(outcome, startNanos, nanos);
      if (slow) {
        recording
            .slowCalls()
            .offer(
                new SlowCall(
                    operation,
                    outcome,
                    0,
                    startNanos,
                    nanos,
                    thread.getName(),
                    null,
                    null,
                    bounded(metadata),
                    null));
      }
    } catch (Throwable fault) {
      faults.swallow("PerformanceMonitor.record", fault);
    }
  }

  private static Map<String, String> bounded(Map<String, String> metadata) {
    Map<String, String> kept = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      if (kept.size() == MAX_METADATA) {
        break;
      }
      kept.put(cut(entry.getKey()), cut(entry.getValue()));
    }
    return kept;
  }

  private static String cut(@Nullable String text) {
    String known = String.valueOf(text);
    return known.length() <= MAX_METADATA_LENGTH ? known : known.substring(0, MAX_METADATA_LENGTH);
  }
}
