// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.vertx;

import dev.lapwing.benchmarks.servers.BenchServer;
import dev.lapwing.benchmarks.servers.Options;
import dev.lapwing.benchmarks.servers.OrdersBackend;
import dev.lapwing.benchmarks.servers.Running;
import dev.lapwing.benchmarks.servers.Service;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;

/** A verticle for each processor, each with a router of its own. */
public final class VertxServer {

  private VertxServer() {}

  /** Serves until it is told to stop. */
  public static void main(String... args) throws Exception {
    BenchServer.run(args, VertxServer::start);
  }

  static Running start(Options options) {
    Monitoring monitoring = monitoring(options.variant());
    Vertx vertx = monitoring.vertx();
    if (options.service() == Service.TRIVIAL) {
      int port = deploy(vertx, monitoring, Routes.trivial());
      return new Running(port, () -> close(vertx, monitoring));
    }
    OrdersBackend orders = OrdersBackend.open();
    int port = deploy(vertx, monitoring, Routes.realistic(orders));
    return new Running(
        port,
        () -> {
          close(vertx, monitoring);
          orders.close();
        });
  }

  private static Monitoring monitoring(String variant) {
    return switch (variant) {
      case "bare" -> new Monitoring() {};
      case "lapwing" -> new LapwingMonitoring();
      case "peer" -> new MicrometerMonitoring();
      default -> throw new IllegalArgumentException("no variant " + variant);
    };
  }

  private static int deploy(Vertx vertx, Monitoring monitoring, Routes routes) {
    AtomicInteger port = new AtomicInteger();
    DeploymentOptions instances =
        new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
    vertx.deployVerticle(() -> new ServerVerticle(monitoring, routes, port), instances).await();
    return port.get();
  }

  private static void close(Vertx vertx, Monitoring monitoring) {
    vertx.close().await();
    monitoring.close();
  }
}
