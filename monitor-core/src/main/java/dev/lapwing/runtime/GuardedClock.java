// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.runtime;

import java.util.function.LongSupplier;

/** A monotonic clock that may throw, behind a guard that does not. Thread-safe. */
public final class GuardedClock {
  /** Stands for a time that the clock did not tell. */
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final LongSupplier clock;
  private final Faults faults;

  /** Guards a clock of nanoseconds. */
  public GuardedClock(LongSupplier clock, Faults faults) {
    this.clock = clock;
    this.faults = faults;
  }

  /** Returns the time, which means something to {@link #between} alone. */
  public long now() {
    try {
      return clock.getAsLong();
    } catch (Throwable fault) {
      faults.swallow("TimeSource.nanoTime", fault);
      return UNKNOWN;
    }
  }

  /**
   * Returns the nanoseconds between two times; negative when the clock ran backwards or failed at
   * either.
   */
  public static long between(long start, long end) {
    return start == UNKNOWN || end == UNKNOWN ? -1 : end - start;
  }
}
