// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.TimeSource;
import dev.lapwing.http.HttpCall;
import dev.lapwing.http.HttpMonitor;
import dev.lapwing.recording.InFlight;
import dev.lapwing.recording.Measuring;
import dev.lapwing.recording.Operation;
import dev.lapwing.recording.Recording;
import dev.lapwing.recording.Registry;
import dev.lapwing.recording.Thresholds;
import dev.lapwing.stats.Outcome;
import dev.lapwing.window.Windows;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One record, and one whole call through the seam, beside the floors they are compared with: an
 * atomic increment and two readings of the clock. The tick runs all the while.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Benchmark)
public class RecordBenchmark {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int DURATIONS = 1 << 12;
  private static final double MEDIAN_NANOS = 2e6;
  private static final int ROUTES = 800;

  private final AtomicLong counter = new AtomicLong();
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder().maxHttpOperations(ROUTES).logSlowOperations(false).build();
  private final HttpMonitor http = monitor.http();
  private final Recording recording =
      new Recording(
          new Registry(
              1,
              1,
              route -> route,
              (kind, name) -> Measuring.all(new Thresholds(1L << 40, 1L << 41))),
          true);
  private final Windows windows =
      new Windows(recording, new InFlight<>(), Duration.ofMillis(500), 32 << 20);
  private final Operation operation = recording.registry().http("GET", "/users/{id}");
  private final long[] durations = new long[DURATIONS];
  private final String[] routes = new String[ROUTES];
  private final AtomicLong ticks = new AtomicLong();
  private TimeSource.Beat tick = () -> {};

  /** A thread's own position among durations and routes. */
  @State(Scope.Thread)
  public static class Position {
    private int next = (int) Thread.currentThread().getId() * 31;

    int advance() {
      return next++ & Integer.MAX_VALUE;
    }
  }

  @Setup
  public void setUp() {
    Random random = new Random(1);
    for (int i = 0; i < DURATIONS; i++) {
      durations[i] = (long) (MEDIAN_NANOS * Math.exp(random.nextGaussian()));
    }
    for (int i = 0; i < ROUTES; i++) {
      routes[i] = "/api/v1/resource" + i + "/{id}";
    }
    tick =
        TimeSource.system()
            .every(TICK, () -> windows.tick(TICK.toNanos() * ticks.incrementAndGet()));
  }

  @TearDown
  public void tearDown() {
    tick.close();
    monitor.close();
  }

  /** The floor of a record. */
  @Benchmark
  public long atomicIncrement() {
    return counter.incrementAndGet();
  }

  /** The floor of a call: its begin and its end read the clock. */
  @Benchmark
  public long twoClockReadings() {
    long begin = System.nanoTime();
    return System.nanoTime() - begin;
  }

  /** One duration into one operation. */
  @Benchmark
  public void record(Position position) {
    operation.record(Outcome.SUCCESS, 200, durations[position.advance() & (DURATIONS - 1)]);
  }

  /** A call from begin to end on one hot route: clocks, place, lookup, status, record. */
  @Benchmark
  public HttpCall beginEnd() {
    return call(routes[0]);
  }

  /** The same over 800 routes. */
  @Benchmark
  public HttpCall beginEndOver800Routes(Position position) {
    return call(routes[position.advance() % ROUTES]);
  }

  private HttpCall call(String route) {
    Call call = new Call(route);
    http.begin(call);
    http.end(call, null);
    return call;
  }

  private static final class Call extends HttpCall {
    private final String route;

    Call(String route) {
      this.route = route;
    }

    @Override
    public String method() {
      return "GET";
    }

    @Override
    public String path() {
      return "/api/v1/resource/7";
    }

    @Override
    public @Nullable String route() {
      return route;
    }

    @Override
    public int status() {
      return 200;
    }
  }
}
