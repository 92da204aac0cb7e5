// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import java.time.Instant;

/**
 * The time since a monitor's start, and what a monotonic time was by the wall clock. Thread-safe.
 */
final class MonitorClock {
  private final TimeSource time;
  private final long originNanos;
  private final Instant startedAt;

  MonitorClock(TimeSource time) {
    this.time = time;
    this.originNanos = time.nanoTime();
    this.startedAt = time.now();
  }

  TimeSource time() {
    return time;
  }

  Instant startedAt() {
    return startedAt;
  }

  /** Returns nanoseconds since the start. */
  long elapsedNanos() {
    return time.nanoTime() - originNanos;
  }

  /** Returns the wall time of a monotonic one, reckoned back from now. */
  Instant wallTimeOf(long nanoTime) {
    return time.now().minusNanos(time.nanoTime() - nanoTime);
  }

  /** Returns the wall time of a time since the start. */
  Instant wallTimeOfElapsed(long elapsedNanos) {
    return wallTimeOf(originNanos + elapsedNanos);
  }
}
