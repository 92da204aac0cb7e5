// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.vertx;

import dev.lapwing.benchmarks.servers.OrdersBackend;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.function.Function;

/** What a router answers. */
@FunctionalInterface
interface Routes {

  void add(Vertx vertx, Router router);

  static Routes trivial() {
    return (vertx, router) ->
        router
            .get("/hello/:name")
            .handler(
                context ->
                    context
                        .response()
                        .putHeader("Content-Type", "text/plain")
                        .end("hello " + context.pathParam("name")));
  }

  /** The database is asked on worker threads. */
  static Routes realistic(OrdersBackend orders) {
    return (vertx, router) -> {
      router
          .get("/orders/:id")
          .handler(json(vertx, 200, context -> orders.find(context.pathParam("id"))));
      router.get("/orders").handler(json(vertx, 200, context -> search(orders, context)));
      router
          .post("/orders")
          .handler(BodyHandler.create(false))
          .handler(json(vertx, 201, context -> orders.place(context.body().buffer().getBytes())));
    };
  }

  private static byte[] search(OrdersBackend orders, RoutingContext context) {
    MultiMap query = context.queryParams();
    return orders.search(query.get("status"), query.get("q"), query.get("limit"));
  }

  private static Handler<RoutingContext> json(
      Vertx vertx, int status, Function<RoutingContext, byte[]> work) {
    return context ->
        vertx
            .executeBlocking(() -> work.apply(context), false)
            .onSuccess(body -> answer(context, status, body))
            .onFailure(context::fail);
  }

  private static void answer(RoutingContext context, int status, byte[] body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(Buffer.buffer(body));
  }
}
