// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.vertx;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.examples.orders.Shop;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

/** The orders verticle in a Vert.x of its own, for this machine only. */
record OrdersServer(Vertx vertx, URI uri) implements AutoCloseable {
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  /**
   * Starts to serve.
   *
   * @param port 0 for any free port
   * @throws BindException when the port is in use, with a sentence that says so
   */
  static OrdersServer start(int port, Shop shop, PerformanceMonitor monitor) throws IOException {
    int free = freePort(port);
    Vertx vertx = Vertx.vertx();
    vertx
        .deployVerticle(new OrdersVerticle(shop, monitor, free))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    return new OrdersServer(vertx, URI.create("http://127.0.0.1:" + free));
  }

  /** Returns the port itself, or any free one for 0. */
  static int freePort(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByAddress(LOOPBACK))) {
      return socket.getLocalPort();
    } catch (BindException e) {
      throw (BindException)
          new BindException("port " + port + " is in use: choose another with the option port")
              .initCause(e);
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
