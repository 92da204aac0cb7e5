// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * One tick over 10,000 operations, where nothing happened and where each had some calls. A second
 * passes with each, so of 300 measurements one closes a piece of five minutes: the maximum is that.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 150)
@Measurement(iterations = 600)
@Fork(1)
@State(Scope.Thread)
public class TickBenchmark {
  private static final int OPERATIONS = 10_000;

  /** The calls that each operation had since the last tick. */
  @Param({"0", "100"})
  public int calls;

  private final BusyMonitor busy = new BusyMonitor(OPERATIONS);

  /** Makes the operations known. */
  @Setup
  public void setUp() {
    busy.call(1);
    busy.tick();
  }

  /** Sends what the tick is to fold. */
  @Setup(Level.Invocation)
  public void send() {
    busy.call(calls);
  }

  /** Stops the monitor. */
  @TearDown
  public void tearDown() {
    busy.close();
  }

  /** Lets a second pass. */
  @Benchmark
  public void tick() {
    busy.tick();
  }
}
