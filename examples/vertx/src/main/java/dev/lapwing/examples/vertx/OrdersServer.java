// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.vertx;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.examples.orders.Shop;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.concurrent.CompletionException;

/** The orders verticle in a Vert.x of its own, for this machine only. */
record OrdersServer(Vertx vertx, URI uri) implements AutoCloseable {

  /**
   * Starts to serve.
   *
   * @param port 0 for any free port
   * @throws BindException when the port is in use, with a sentence that says so
   */
  static OrdersServer start(int port, Shop shop, PerformanceMonitor monitor) throws IOException {
    Vertx vertx = Vertx.vertx();
    OrdersVerticle orders = new OrdersVerticle(shop, monitor, port);
    try {
      vertx.deployVerticle(orders).toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      vertx.close();
      if (e.getCause() instanceof BindException) {
        throw (BindException)
            new BindException("port " + port + " is in use: choose another with the option port")
                .initCause(e);
      }
      throw e;
    }
    return new OrdersServer(vertx, URI.create("http://127.0.0.1:" + orders.boundPort()));
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
