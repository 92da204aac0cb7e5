// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.adapters;

import static java.util.Objects.requireNonNull;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.javalin.LapwingPlugin;
import io.javalin.Javalin;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
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

/** Javalin's servlet, and the filter that the plugin puts in front of it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@State(Scope.Benchmark)
public class JavalinBenchmark {
  /** What the request is measured with. */
  @Param({"BARE", "LAPWING"})
  public Variant variant = Variant.BARE;

  private final PerformanceMonitor monitor = PerformanceMonitor.builder().build();
  private final LeanRequest request = new LeanRequest("", "", "/orders/7");
  private final LeanResponse response = new LeanResponse();
  private @Nullable Javalin service;
  private @Nullable Servlet servlet;
  private @Nullable FilterChain chain;
  private @Nullable Filter filter;

  /** Starts the service. */
  @Setup
  public void setUp() {
    service =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.routes.get("/orders/{id}", ctx -> ctx.result(ctx.pathParam("id")));
                  if (variant == Variant.LAPWING) {
                    config.registerPlugin(new LapwingPlugin(monitor));
                  }
                })
            .start("127.0.0.1", 0);
    Servlet javalin = service.javalinServlet();
    servlet = javalin;
    chain = javalin::service;
    for (FilterHolder each :
        service
            .jettyServer()
            .server()
            .getDescendant(ServletContextHandler.class)
            .getServletHandler()
            .getFilters()) {
      filter = each.getFilter();
    }
  }

  /** Stops it. */
  @TearDown
  public void tearDown() {
    requireNonNull(service).stop();
    Recorded.check(variant, monitor);
    monitor.close();
  }

  /** Answers with a text. */
  @Benchmark
  public long handler() throws IOException, ServletException {
    if (filter == null) {
      requireNonNull(servlet).service(request, response);
    } else {
      filter.doFilter(request, response, requireNonNull(chain));
    }
    long written = response.written;
    if (written != 1) {
      throw new IllegalStateException("answered with " + written + " bytes");
    }
    request.recycle();
    response.recycle();
    return written;
  }
}
