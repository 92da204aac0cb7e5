// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.adapters;

import static java.util.Objects.requireNonNull;

import dev.lapwing.PerformanceMonitor;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A controller of Micronaut, by the pipeline of a connection. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 12, time = 1)
@Measurement(iterations = 4, time = 1)
@State(Scope.Benchmark)
public class MicronautBenchmark {
  private static final int BATCH = 1_000;

  /** What the request is measured with. */
  @Param({"BARE", "LAPWING"})
  public Variant variant = Variant.BARE;

  private @Nullable EmbeddedServer service;
  private @Nullable FedChannel connection;

  /** Starts the service. */
  @Setup
  public void setUp() throws Exception {
    service =
        ApplicationContext.run(
            EmbeddedServer.class,
            Map.of(
                "micronaut.server.host",
                "127.0.0.1",
                "micronaut.server.port",
                -1,
                "lapwing.enabled",
                variant == Variant.LAPWING));
    connection =
        FedChannel.open(
            service.getPort(),
            service.getApplicationContext().getBean(MicronautService.Accepted.class).connection,
            "/orders/7");
  }

  /** Stops it. */
  @TearDown
  public void tearDown() throws Exception {
    ApplicationContext beans = requireNonNull(service).getApplicationContext();
    Recorded.check(variant, beans.getBean(PerformanceMonitor.class));
    requireNonNull(connection).close();
    requireNonNull(service).close();
  }

  /** Answers with a text. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public long controller() throws Exception {
    return requireNonNull(connection).serve(BATCH);
  }
}
