// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import java.time.Duration;
import java.time.Instant;

/**
 * Where a monitor takes its time from: a monotonic clock, the wall clock, and the beat of the tick.
 * Thread-safe.
 */
public interface TimeSource {

  /** Returns the clocks of the machine. */
  static TimeSource system() {
    return SystemTimeSource.INSTANCE;
  }

  /**
   * Returns nanoseconds that only ever grow, from an arbitrary origin; differences mean time. Read
   * twice for every call, so it should be cheap.
   */
  long nanoTime();

  /** Returns the wall time; used to date what is shown, never to measure. */
  Instant now();

  /**
   * Runs a task once every period until the returned handle is closed. Runs are never concurrent,
   * and a task that throws is run again. The default waits in real time on a daemon thread.
   *
   * @param period positive
   */
  default Beat every(Duration period, Runnable task) {
    return RealTimeBeat.start(period, task);
  }

  /** A task that is being repeated. */
  interface Beat extends AutoCloseable {
    /**
     * Ends the repetition. A run that is under way may finish; in real time this waits for it, at
     * most a second, unless called by the run itself.
     */
    @Override
    void close();
  }
}
