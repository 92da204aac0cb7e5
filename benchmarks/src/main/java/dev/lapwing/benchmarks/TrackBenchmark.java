// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks;

import dev.lapwing.PerformanceMonitor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What tracking costs around work that does nothing: measured always, and one time in a hundred.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class TrackBenchmark {
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder().sampleRatio("sampled", 0.01).logSlowOperations(false).build();
  private final PerformanceMonitor keeping =
      PerformanceMonitor.builder().recentSamples(100).logSlowOperations(false).build();

  @TearDown
  public void tearDown() {
    monitor.close();
    keeping.close();
  }

  /** The floor: the beginning and the end read the clock. */
  @Benchmark
  public long twoClockReadings() {
    long begin = System.nanoTime();
    return System.nanoTime() - begin;
  }

  /** Every call is measured. */
  @Benchmark
  public Integer measured() {
    return monitor.trackOperation("measured", () -> 1);
  }

  /** One call in a hundred is measured, the others are counted. */
  @Benchmark
  public Integer sampled() {
    return monitor.trackOperation("sampled", () -> 1);
  }

  /** Every call is measured, and the latest hundred are kept. */
  @Benchmark
  public Integer measuredAndKept() {
    return keeping.trackOperation("measured", () -> 1);
  }
}
