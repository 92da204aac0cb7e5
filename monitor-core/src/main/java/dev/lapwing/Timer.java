// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import dev.lapwing.stats.Outcome;
import java.time.Duration;

/**
 * Measures one call of an internal operation, from its making to the first stop. Thread-safe; may
 * be stopped on another thread.
 */
public interface Timer {

  /**
   * Returns the time since the start; once stopped, the time that was recorded. Zero when the clock
   * failed or ran backwards, in which case nothing is recorded.
   */
  Duration elapsed();

  /** Stops and records a success; see {@link #stop(Outcome)}. */
  default Duration stop() {
    return stop(Outcome.SUCCESS);
  }

  /**
   * Stops and records how the call ended. Only the first stop counts; later ones return what it
   * returned.
   *
   * @return the time that was recorded, as {@link #elapsed} does
   */
  Duration stop(Outcome outcome);
}
