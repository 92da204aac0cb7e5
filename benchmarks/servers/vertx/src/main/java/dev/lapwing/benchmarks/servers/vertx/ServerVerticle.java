// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.vertx;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.util.concurrent.atomic.AtomicInteger;

/** One of the verticles that share a port. */
final class ServerVerticle extends VerticleBase {

  /** Any free port, the same for all instances of a deployment. */
  private static final int SHARED_FREE_PORT = -1;

  private final Monitoring monitoring;
  private final Routes routes;
  private final AtomicInteger port;

  ServerVerticle(Monitoring monitoring, Routes routes, AtomicInteger port) {
    this.monitoring = monitoring;
    this.routes = routes;
    this.port = port;
  }

  @Override
  public Future<HttpServer> start() {
    Router router = Router.router(vertx);
    routes.add(vertx, router);
    return vertx
        .createHttpServer()
        .requestHandler(monitoring.watched(vertx, router))
        .listen(SHARED_FREE_PORT, "127.0.0.1")
        .onSuccess(server -> port.set(server.actualPort()));
  }
}
