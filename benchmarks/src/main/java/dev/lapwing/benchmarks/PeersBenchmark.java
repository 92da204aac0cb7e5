// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks;

import com.codahale.metrics.ExponentiallyDecayingReservoir;
import com.codahale.metrics.LockFreeExponentiallyDecayingReservoir;
import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import dev.lapwing.benchmarks.Latencies.Position;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Recorder;
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
 * One duration into one shared instance of what else a team may take, each set up as its makers
 * tell for percentiles of latencies. To be read beside {@link RecordBenchmark#record} of the same
 * run.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Benchmark)
public class PeersBenchmark {
  private static final int DIGITS = 2;
  private static final double NANOS_PER_SECOND = 1e9;

  private final AtomicHistogram hdrAtomic = new AtomicHistogram(TimeUnit.HOURS.toNanos(2), DIGITS);
  private final Recorder hdrRecorder = new Recorder(TimeUnit.HOURS.toNanos(2), DIGITS);
  private final DDSketch ddSketch = DDSketches.unboundedDense(0.01);
  private final MeterRegistry micrometer = new SimpleMeterRegistry();
  private final Timer plainTimer = Timer.builder("plain").register(micrometer);
  private final Timer percentileTimer =
      Timer.builder("percentiles").publishPercentiles(0.5, 0.95, 0.99).register(micrometer);
  private final Timer histogramTimer =
      Timer.builder("histogram").publishPercentileHistogram().register(micrometer);
  private final com.codahale.metrics.Timer dropwizard =
      new com.codahale.metrics.Timer(new ExponentiallyDecayingReservoir());
  private final com.codahale.metrics.Timer lockFreeDropwizard =
      new com.codahale.metrics.Timer(LockFreeExponentiallyDecayingReservoir.builder().build());
  private final Histogram prometheus =
      Histogram.builder().name("latency_seconds").help("latency").nativeOnly().build();
  private final ExponentialHistogram openTelemetry = new ExponentialHistogram();

  /** Stops what has threads. */
  @TearDown
  public void tearDown() {
    micrometer.close();
    openTelemetry.close();
  }

  /** HdrHistogram's histogram of atomic counters. */
  @Benchmark
  public void hdrAtomicHistogram(Latencies latencies, Position position) {
    hdrAtomic.recordValue(latencies.next(position));
  }

  /** HdrHistogram's recorder, which can be read while it is written. */
  @Benchmark
  public void hdrRecorder(Latencies latencies, Position position) {
    hdrRecorder.recordValue(latencies.next(position));
  }

  /** DDSketch with 1 %, under the lock that it needs. */
  @Benchmark
  public void ddSketch(Latencies latencies, Position position) {
    double value = (double) latencies.next(position);
    synchronized (ddSketch) {
      ddSketch.accept(value);
    }
  }

  /** Count, sum and maximum alone. */
  @Benchmark
  public void micrometerTimer(Latencies latencies, Position position) {
    plainTimer.record(latencies.next(position), TimeUnit.NANOSECONDS);
  }

  /** With percentiles of the client's side. */
  @Benchmark
  public void micrometerPercentiles(Latencies latencies, Position position) {
    percentileTimer.record(latencies.next(position), TimeUnit.NANOSECONDS);
  }

  /** With buckets for percentiles of the server's side. */
  @Benchmark
  public void micrometerPercentileHistogram(Latencies latencies, Position position) {
    histogramTimer.record(latencies.next(position), TimeUnit.NANOSECONDS);
  }

  /** A timer that is looked up by its tags, as instrumentation does. */
  @Benchmark
  public void micrometerLookup(Latencies latencies, Position position) {
    Timer.builder("lookup")
        .tags("method", "GET", "uri", "/users/{id}", "status", "200", "outcome", "SUCCESS")
        .register(micrometer)
        .record(latencies.next(position), TimeUnit.NANOSECONDS);
  }

  /** Dropwizard's timer with its usual reservoir. */
  @Benchmark
  public void dropwizardTimer(Latencies latencies, Position position) {
    dropwizard.update(latencies.next(position), TimeUnit.NANOSECONDS);
  }

  /** Dropwizard's timer with its reservoir without locks. */
  @Benchmark
  public void dropwizardLockFreeTimer(Latencies latencies, Position position) {
    lockFreeDropwizard.update(latencies.next(position), TimeUnit.NANOSECONDS);
  }

  /** The Prometheus client's native histogram. */
  @Benchmark
  public void prometheusNative(Latencies latencies, Position position) {
    prometheus.observe(latencies.next(position) / NANOS_PER_SECOND);
  }

  /** OpenTelemetry's exponential histogram of base 2. */
  @Benchmark
  public void openTelemetryExponential(Latencies latencies, Position position) {
    openTelemetry.record((double) latencies.next(position));
  }
}
