// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.adapters;

import static java.util.Objects.requireNonNull;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.vertx.LapwingHandler;
import io.netty.channel.Channel;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import java.util.concurrent.CompletableFuture;
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

/**
 * A router of Vert.x Web, whose context cannot be made without a connection: so there is one, and
 * its pipeline gets the requests.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 12, time = 1)
@Measurement(iterations = 4, time = 1)
@State(Scope.Benchmark)
public class VertxBenchmark {
  private static final int BATCH = 1_000;

  /** What the request is measured with. */
  @Param({"BARE", "LAPWING"})
  public Variant variant = Variant.BARE;

  private final PerformanceMonitor monitor = PerformanceMonitor.builder().build();
  private final Vertx vertx = Vertx.vertx();
  private @Nullable FedChannel connection;

  /** Starts the service. */
  @Setup
  public void setUp() throws Exception {
    Router router = Router.router(vertx);
    router.get("/orders/:id").handler(context -> context.end(context.pathParam("id")));
    Handler<HttpServerRequest> served =
        variant == Variant.LAPWING ? LapwingHandler.monitored(vertx, router, monitor) : router;
    CompletableFuture<Channel> accepted = new CompletableFuture<>();
    HttpServer server =
        vertx
            // Else it waits for the first bytes of a connection.
            .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
            .connectionHandler(it -> accepted.complete(((ConnectionBase) it).channel()))
            .requestHandler(served)
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
    connection = FedChannel.open(server.actualPort(), accepted, "/orders/7");
  }

  /** Stops it. */
  @TearDown
  public void tearDown() throws Exception {
    requireNonNull(connection).close();
    vertx.close().await(10, TimeUnit.SECONDS);
    Recorded.check(variant, monitor);
    monitor.close();
  }

  /** Answers with a text. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public long router() throws Exception {
    return requireNonNull(connection).serve(BATCH);
  }
}
