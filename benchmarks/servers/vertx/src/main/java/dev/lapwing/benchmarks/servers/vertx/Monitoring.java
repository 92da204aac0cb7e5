// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.vertx;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;

/** What measures the requests: as it stands, nothing. */
interface Monitoring extends AutoCloseable {

  default Vertx vertx() {
    return Vertx.vertx();
  }

  default Handler<HttpServerRequest> watched(Vertx vertx, Router router) {
    return router;
  }

  @Override
  default void close() {}
}
