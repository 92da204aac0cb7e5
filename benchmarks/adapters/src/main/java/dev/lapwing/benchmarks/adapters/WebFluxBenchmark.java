// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.adapters;

import static java.util.Objects.requireNonNull;

import dev.lapwing.PerformanceMonitor;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.server.reactive.HttpHandler;

/** A controller of WebFlux, by the handler that Boot hands to its servers. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 12, time = 1)
@Measurement(iterations = 4, time = 1)
@State(Scope.Benchmark)
public class WebFluxBenchmark {
  private static final URI PATH = URI.create("http://localhost/orders/7");

  /** What the request is measured with. */
  @Param({"BARE", "LAPWING", "PEER"})
  public Variant variant = Variant.BARE;

  private @Nullable ConfigurableApplicationContext service;
  private @Nullable HttpHandler handler;

  /** Starts the service. */
  @Setup
  public void setUp() {
    service = BootService.start(WebApplicationType.REACTIVE, variant);
    handler = service.getBean(HttpHandler.class);
  }

  /** Stops it. */
  @TearDown
  public void tearDown() {
    Recorded.check(variant, requireNonNull(service).getBean(PerformanceMonitor.class));
    requireNonNull(service).close();
  }

  /** Answers with a text. */
  @Benchmark
  public long controller() {
    return LeanExchange.get(requireNonNull(handler), PATH);
  }
}
