// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The stats document, from the question to the last byte, after an hour in which every operation
 * had ten calls a second. A window is cold when a tick came since it was last asked for.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class EndpointBenchmark {
  private static final int SECONDS = 3_600;
  private static final int CALLS = 10;

  /** How many operations there are. */
  @Param({"200", "1000"})
  public int operations;

  private BusyMonitor busy = new BusyMonitor(1);

  /** Lets an hour pass. */
  @Setup
  public void setUp() {
    busy.close();
    busy = new BusyMonitor(operations);
    for (int i = 0; i < SECONDS; i++) {
      busy.call(CALLS);
      busy.tick();
    }
  }

  /** Stops the monitor. */
  @TearDown
  public void tearDown() {
    busy.close();
  }

  /** All since the start. */
  @Benchmark
  public long total() {
    return busy.read("", null);
  }

  /** The last hour, asked for the second time in a second. */
  @Benchmark
  public long warmHour() {
    return busy.read("", "window=1h");
  }

  /** The last hour for the first time after a tick; with the tick, in which nothing happened. */
  @Benchmark
  public long coldHourAndTick() {
    busy.tick();
    return busy.read("", "window=1h");
  }

  /** The tick of the last, to be taken off. */
  @Benchmark
  public void tick() {
    busy.tick();
  }
}
