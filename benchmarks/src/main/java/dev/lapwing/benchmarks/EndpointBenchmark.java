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
 * Documents of the endpoint, from the question to the last byte, after an hour in which every
 * operation had ten calls a second. For one thread.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
@State(Scope.Benchmark)
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
      letPass();
    }
  }

  private void letPass() {
    busy.call(CALLS);
    busy.tick();
  }

  /** Stops the monitor. */
  @TearDown
  public void tearDown() {
    busy.close();
  }

  /** Lets a second pass before every question, so that no window was asked for since its tick. */
  @State(Scope.Benchmark)
  public static class NextSecond {
    /** Goes on as in the hour before. */
    @Setup(Level.Invocation)
    public void letPass(EndpointBenchmark benchmark) {
      benchmark.letPass();
    }
  }

  /** All since the start, whether calls came or not. */
  @Benchmark
  public long total() {
    return busy.read("", null);
  }

  /** All since the start, after a second in which calls came. */
  @Benchmark
  public long totalOfNextSecond(NextSecond passed) {
    return busy.read("", null);
  }

  /** The last hour, asked for again in the same second. */
  @Benchmark
  public long warmHour() {
    return busy.read("", "window=1h");
  }

  /** The last hour, asked for the first time in a second. */
  @Benchmark
  public long coldHour(NextSecond passed) {
    return busy.read("", "window=1h");
  }

  /** The last hour by steps, of all operations together. */
  @Benchmark
  public long seriesOfTotals() {
    return busy.read("/series", "window=1h");
  }

  /** The last hour by steps, of every operation. */
  @Benchmark
  public long seriesOfEach() {
    return busy.read("/series", "window=1h&operation=*");
  }
}
