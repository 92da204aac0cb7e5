// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks;

import java.time.Duration;
import java.util.Random;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Log-normal durations with a median of 2 ms, the same for all that is compared. */
@State(Scope.Benchmark)
public class Latencies {
  /** How many there are. */
  static final int COUNT = 1 << 12;

  private static final double MEDIAN_NANOS = 2e6;

  private final long[] nanos = new long[COUNT];
  private final Duration[] durations = new Duration[COUNT];

  /** Draws the durations, from a fixed seed. */
  public Latencies() {
    Random random = new Random(1);
    for (int i = 0; i < COUNT; i++) {
      nanos[i] = (long) (MEDIAN_NANOS * Math.exp(random.nextGaussian()));
      durations[i] = Duration.ofNanos(nanos[i]);
    }
  }

  /** Returns all durations, in nanoseconds; not to be changed. */
  long[] all() {
    return nanos;
  }

  /** Returns the next duration of a thread, in nanoseconds. */
  long next(Position position) {
    return nanos[position.advance() & (COUNT - 1)];
  }

  /** Returns the next duration of a thread. */
  Duration nextDuration(Position position) {
    return durations[position.advance() & (COUNT - 1)];
  }

  /** A thread's own position among the durations. */
  @State(Scope.Thread)
  public static class Position {
    private int next = (int) Thread.currentThread().getId() * 31;

    int advance() {
      return next++ & Integer.MAX_VALUE;
    }
  }
}
