// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.vertx;

import dev.lapwing.examples.orders.OrderCsv;
import dev.lapwing.examples.orders.OrderSummary;
import dev.lapwing.examples.orders.Shop;
import io.vertx.core.Handler;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;

/** {@code /export/orders.csv}: sent while the database is read, no faster than it is taken. */
record Export(Shop shop, WorkerExecutor database) implements Handler<RoutingContext> {
  private static final int PIECE = 16 * 1024;

  @Override
  public void handle(RoutingContext context) {
    int days = OrdersVerticle.days(context);
    context
        .response()
        .setChunked(true)
        .putHeader("Content-Type", "text/csv;charset=utf-8")
        .putHeader("Content-Disposition", "attachment; filename=\"orders.csv\"");
    database
        .executeBlocking(() -> send(days, context.response()), false)
        .onSuccess(rest -> context.end(rest))
        .onFailure(context::fail);
  }

  /** Returns what is not sent yet. */
  private String send(int days, HttpServerResponse response) {
    StringBuilder csv = new StringBuilder(OrderCsv.HEADER);
    shop.orders()
        .export(
            days,
            order -> {
              append(csv, order);
              if (csv.length() >= PIECE) {
                // Waits, on this worker thread, until the piece has left; fails if the client has.
                response.write(csv.toString()).toCompletionStage().toCompletableFuture().join();
                csv.setLength(0);
              }
            });
    return csv.toString();
  }

  private static void append(StringBuilder csv, OrderSummary order) {
    try {
      OrderCsv.append(csv, order);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
