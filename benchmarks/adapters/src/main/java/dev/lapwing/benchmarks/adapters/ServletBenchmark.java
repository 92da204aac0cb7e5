// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.servlet.LapwingFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The servlet filter around services that do next to nothing, below a context path. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@State(Scope.Benchmark)
public class ServletBenchmark {
  private static final String ORDER = "order 7";
  private static final byte[] BYTES = ORDER.getBytes(UTF_8);

  /** What the request is measured with. */
  @Param({"BARE", "LAPWING"})
  public Variant variant = Variant.BARE;

  private final PerformanceMonitor monitor = PerformanceMonitor.builder().build();
  private final LapwingFilter filter = new LapwingFilter(monitor);
  private final LeanRequest request = new LeanRequest("/shop", "/orders", "/7");
  private final LeanResponse response = new LeanResponse();

  /** Stops the monitor. */
  @TearDown
  public void tearDown() {
    Recorded.check(variant, monitor);
    monitor.close();
  }

  /** Writes bytes. */
  @Benchmark
  public long stream() throws IOException, ServletException {
    return serve((asked, answer) -> answer.getOutputStream().write(BYTES));
  }

  /** Writes characters. */
  @Benchmark
  public long writer() throws IOException, ServletException {
    return serve((asked, answer) -> answer.getWriter().write(ORDER));
  }

  /** Goes on async, and writes bytes to the response that it is given then. */
  @Benchmark
  public long async() throws IOException, ServletException {
    return serve(
        (asked, answer) ->
            asked.startAsync(asked, answer).getResponse().getOutputStream().write(BYTES));
  }

  private long serve(FilterChain service) throws IOException, ServletException {
    if (variant == Variant.BARE) {
      pass(service, request, response);
    } else {
      filter.doFilter(request, response, service);
    }
    request.complete();
    long written = response.written;
    request.recycle();
    response.recycle();
    return written;
  }

  private static void pass(FilterChain chain, ServletRequest request, ServletResponse response)
      throws IOException, ServletException {
    chain.doFilter(request, response);
  }
}
