// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.benchmarks.Latencies.Position;
import dev.lapwing.http.HttpCall;
import dev.lapwing.http.HttpMonitor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
 * One whole call, from its begin to its end, beside two readings of the clock, which no measuring
 * can do without, and beside what frameworks wire for the same: Micrometer's observation and its
 * timer sample.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Benchmark)
public class CallBenchmark {
  private static final int ROUTES = 800;

  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder().maxHttpOperations(ROUTES).logSlowOperations(false).build();
  private final HttpMonitor http = monitor.http();
  private final MeterRegistry micrometer = new SimpleMeterRegistry();
  private final ObservedRequests observed = new ObservedRequests(micrometer);
  private final AtomicLong counter = new AtomicLong();
  private final String[] routes = new String[ROUTES];

  /** Names the routes. */
  public CallBenchmark() {
    for (int i = 0; i < ROUTES; i++) {
      routes[i] = "/api/v1/resource" + i + "/{id}";
    }
  }

  /** Stops the monitor. */
  @TearDown
  public void tearDown() {
    monitor.close();
    micrometer.close();
  }

  /** The unit of all that is added to two readings of the clock. */
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

  /** A call on one hot route: clocks, place, lookup, status, record. */
  @Benchmark
  public HttpCall call() {
    return call(routes[0]);
  }

  /** The same over 800 routes in turn. */
  @Benchmark
  public HttpCall callOver800Routes(Position position) {
    return call(routes[position.advance() % ROUTES]);
  }

  /** A request as Spring Boot has Micrometer observe it. */
  @Benchmark
  public void micrometerObservation() {
    observed.request("GET", routes[0], "200");
  }

  /** A timer sample, and a timer that is looked up by its tags at the end. */
  @Benchmark
  public long micrometerSample() {
    Timer.Sample sample = Timer.start(micrometer);
    return sample.stop(
        micrometer.timer(
            "http.server.requests", "method", "GET", "uri", routes[0], "status", "200"));
  }

  private HttpCall call(String route) {
    HttpCall call = new GetCall(route);
    http.begin(call);
    http.end(call, null);
    return call;
  }
}
