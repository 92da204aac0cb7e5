// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import dev.lapwing.runtime.Faults;
import java.time.Duration;
import java.time.Instant;

/**
 * The time since a monitor's start, and what that was by the wall clock. Thread-safe. When the
 * clock throws, the time it told last stands for the time that it is.
 *
 * <p>Wall times are reckoned from one reading of both clocks, so that one moment is always called
 * the same. Only when the wall clock has moved away from it by more than {@link #MAX_DRIFT}, as
 * when somebody sets it, does a tick take another reading.
 */
final class MonitorClock {
  private static final Duration MAX_DRIFT = Duration.ofMillis(10);

  private final TimeSource time;
  private final Faults faults;
  private final long originNanos;
  private final Instant startedAt;
  private volatile long lastElapsed;
  private volatile Reading reading;

  /** Starts now; what the clock throws here is thrown on. */
  MonitorClock(TimeSource time, Faults faults) {
    this.time = time;
    this.faults = faults;
    this.originNanos = time.nanoTime();
    this.startedAt = time.now();
    this.reading = new Reading(0, startedAt);
  }

  Instant startedAt() {
    return startedAt;
  }

  /** Returns nanoseconds since the start. */
  long elapsedNanos() {
    try {
      long elapsed = time.nanoTime() - originNanos;
      lastElapsed = elapsed;
      return elapsed;
    } catch (Throwable fault) {
      faults.swallow("TimeSource.nanoTime", fault);
      return lastElapsed;
    }
  }

  /** Returns the monotonic time. */
  long nanoTime() {
    return originNanos + elapsedNanos();
  }

  /** Returns the wall time now. */
  Instant now() {
    try {
      return time.now();
    } catch (Throwable fault) {
      faults.swallow("TimeSource.now", fault);
      return wallTimeOfElapsed(lastElapsed);
    }
  }

  /** Follows the wall clock when it was set; to be called by the tick. */
  void followWallClock() {
    long elapsed = elapsedNanos();
    Instant now = now();
    if (Duration.between(wallTimeOfElapsed(elapsed), now).abs().compareTo(MAX_DRIFT) > 0) {
      reading = new Reading(elapsed, now);
    }
  }

  /** Returns the wall time of a monotonic one. */
  Instant wallTimeOf(long nanoTime) {
    return wallTimeOfElapsed(nanoTime - originNanos);
  }

  /** Returns the wall time of a time since the start. */
  Instant wallTimeOfElapsed(long elapsedNanos) {
    Reading known = reading;
    return known.wallTime().plusNanos(elapsedNanos - known.elapsedNanos());
  }

  /** Both clocks at one moment. */
  private record Reading(long elapsedNanos, Instant wallTime) {}
}
