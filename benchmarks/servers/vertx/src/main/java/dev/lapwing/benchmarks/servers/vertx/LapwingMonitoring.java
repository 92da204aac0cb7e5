// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.vertx;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.vertx.LapwingHandler;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;

/** Lapwing as its README has it. */
final class LapwingMonitoring implements Monitoring {

  private final PerformanceMonitor monitor = PerformanceMonitor.builder().service("bench").build();

  @Override
  public Handler<HttpServerRequest> watched(Vertx vertx, Router router) {
    router.route().subRouter(LapwingHandler.statsRouter(vertx, monitor));
    return LapwingHandler.monitored(vertx, router, monitor);
  }

  @Override
  public void close() {
    monitor.close();
  }
}
