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
 * One tick over 10,000 operations, all that it does included. Only the last of some seconds is
 * measured: every tenth closes a piece of ten seconds, and that after every thirtieth merges those
 * of half a minute into one of five.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
@State(Scope.Thread)
public class TickBenchmark {
  private static final int OPERATIONS = 10_000;

  /** The calls that each operation has in a second. */
  @Param({"0", "100"})
  public int calls;

  /** Of how many ticks the last is measured. */
  @Param({"1", "10", "300"})
  public int seconds;

  /** What the history may hold: the default, and what keeps all that five minutes are made of. */
  @Param({"32", "1024"})
  public int historyMegabytes;

  /** How many ticks come before all others: with 1, those after the last of some are measured. */
  @Param("0")
  public int after;

  private BusyMonitor busy = new BusyMonitor(1);

  /** Makes the operations known. */
  @Setup
  public void setUp() {
    busy.close();
    busy = new BusyMonitor(OPERATIONS, historyMegabytes);
    busy.record(1);
    for (int i = 0; i < after; i++) {
      busy.tick();
    }
  }

  /** Leaves what the tick is to fold, and all that came before it. */
  @Setup(Level.Invocation)
  public void record() {
    for (int i = 1; i < seconds; i++) {
      busy.record(calls);
      busy.tick();
    }
    busy.record(calls);
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
