// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.vertx;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lapwing.examples.orders.OrderEvent;
import dev.lapwing.examples.orders.OrderEvents;
import dev.lapwing.examples.orders.OrdersJson;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** {@code /events}: what happens to orders, as server-sent events, until the client leaves. */
record Events(OrderEvents feed) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    HttpServerResponse response = context.response();
    OrderEvents.Subscription subscription = feed.subscribe(event -> send(response, event));
    context.addEndHandler(left -> subscription.close());
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream;charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .write(": still here\n\n");
  }

  /** A client that reads too slowly misses events; it does not slow the shop. */
  private static void send(HttpServerResponse response, OrderEvent event) {
    if (!response.closed() && !response.writeQueueFull()) {
      String data = new String(OrdersJson.write(event), UTF_8);
      response.write("event: order\ndata: " + data + "\n\n");
    }
  }
}
