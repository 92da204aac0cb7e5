// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.adapters;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import dev.lapwing.PerformanceMonitor;
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
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** A controller of Spring MVC on the Tomcat that Boot starts, whose pipeline gets the requests. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 12, time = 1)
@Measurement(iterations = 4, time = 1)
@State(Scope.Benchmark)
public class MvcBenchmark {
  private static final byte[] PATH = "/orders/7".getBytes(US_ASCII);

  /** What the request is measured with. */
  @Param({"BARE", "LAPWING", "PEER"})
  public Variant variant = Variant.BARE;

  private @Nullable ServletWebServerApplicationContext service;
  private @Nullable InMemoryTomcat tomcat;

  /** Starts the service. */
  @Setup
  public void setUp() {
    service =
        (ServletWebServerApplicationContext) BootService.start(WebApplicationType.SERVLET, variant);
    TomcatWebServer server = requireNonNull((TomcatWebServer) service.getWebServer());
    tomcat =
        new InMemoryTomcat(server.getTomcat().getConnector().getProtocolHandler().getAdapter());
  }

  /** Stops it. */
  @TearDown
  public void tearDown() {
    Recorded.check(variant, requireNonNull(service).getBean(PerformanceMonitor.class));
    requireNonNull(service).close();
  }

  /** Answers with a text. */
  @Benchmark
  public long controller() throws Exception {
    return requireNonNull(tomcat).get(PATH);
  }
}
