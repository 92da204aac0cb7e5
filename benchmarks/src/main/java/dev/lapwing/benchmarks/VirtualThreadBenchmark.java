// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.http.HttpCall;
import dev.lapwing.http.HttpMonitor;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A virtual thread of its own for every call, as servers on newer JDKs have it: what such a thread
 * costs that does nothing, reads the clock twice, or is measured. Needs JDK 21 or later.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Benchmark)
public class VirtualThreadBenchmark {
  private static final int CALLS = 1_000;

  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder().logSlowOperations(false).build();
  private final HttpMonitor http = monitor.http();
  private final ExecutorService virtualThreads = virtualThreads();

  /** By reflection, for this is compiled for JDK 17. */
  private static ExecutorService virtualThreads() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "there are no virtual threads in JDK " + Runtime.version().feature(), e);
    }
  }

  /** Stops the monitor. */
  @TearDown
  public void tearDown() {
    virtualThreads.shutdown();
    monitor.close();
  }

  /** The thread alone. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public void nothing() throws InterruptedException {
    onThreads(() -> {});
  }

  /** The floor of a call: its begin and its end read the clock. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public void twoClockReadings(Blackhole hole) throws InterruptedException {
    onThreads(
        () -> {
          long begin = System.nanoTime();
          hole.consume(System.nanoTime() - begin);
        });
  }

  /** A whole call. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public void call() throws InterruptedException {
    onThreads(
        () -> {
          HttpCall call = new GetCall("/api/v1/resource/{id}");
          http.begin(call);
          http.end(call, null);
        });
  }

  private void onThreads(Runnable work) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(CALLS);
    for (int i = 0; i < CALLS; i++) {
      virtualThreads.execute(
          () -> {
            work.run();
            ended.countDown();
          });
    }
    ended.await();
  }
}
