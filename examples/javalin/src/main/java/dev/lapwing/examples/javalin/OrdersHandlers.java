// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.javalin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lapwing.examples.orders.Inputs;
import dev.lapwing.examples.orders.Order;
import dev.lapwing.examples.orders.OrderCsv;
import dev.lapwing.examples.orders.OrderEvent;
import dev.lapwing.examples.orders.OrderEvents;
import dev.lapwing.examples.orders.OrderSearch;
import dev.lapwing.examples.orders.OrdersJson;
import dev.lapwing.examples.orders.Shop;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/** What the orders service does at its routes. */
final class OrdersHandlers {
  private final Shop shop;
  private volatile boolean ending;

  OrdersHandlers(Shop shop) {
    this.shop = shop;
  }

  void search(Context ctx) {
    OrderSearch search =
        OrderSearch.parse(ctx.queryParam("status"), ctx.queryParam("q"), ctx.queryParam("limit"));
    ctx.json(shop.orders().search(search));
  }

  void place(Context ctx) {
    Order order = shop.orders().place(OrdersJson.readOrder(ctx.bodyAsBytes()));
    ctx.status(201).header("Location", "/orders/" + order.summary().id()).json(order);
  }

  void find(Context ctx) {
    ctx.json(shop.orders().find(id(ctx)));
  }

  void quote(Context ctx) {
    long id = id(ctx);
    ctx.future(
        () ->
            shop.pricing()
                .quote(id, ForkJoinPool.commonPool())
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .thenAccept(ctx::json));
  }

  void ofCustomer(Context ctx) {
    ctx.json(shop.orders().ofCustomer(id(ctx)));
  }

  void revenue(Context ctx) {
    ctx.json(shop.reports().revenue(days(ctx)));
  }

  void pay(Context ctx) {
    ctx.status(201).json(shop.payments().pay(OrdersJson.readPayment(ctx.bodyAsBytes())));
  }

  /** Written while the database is read. */
  void export(Context ctx) throws IOException {
    int days = days(ctx);
    ctx.contentType("text/csv; charset=utf-8");
    OrderCsv.write(shop.orders(), days, ctx.outputStream());
  }

  /** What happens to orders, until the client leaves. */
  void events(SseClient client) {
    // A client that reads too slowly misses events; it does not slow the shop.
    BlockingQueue<OrderEvent> waiting = new ArrayBlockingQueue<>(100);
    OrderEvents.Subscription feed = shop.events().subscribe(waiting::offer);
    try (feed) {
      while (!ending && !client.terminated()) {
        OrderEvent event = waiting.poll(1, TimeUnit.SECONDS);
        // Only a write shows that the client has left, so there is one every second.
        if (event == null) {
          client.sendComment("still here");
        } else {
          client.sendEvent("order", new String(OrdersJson.write(event), UTF_8));
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  void endStreams() {
    ending = true;
  }

  private static long id(Context ctx) {
    return Inputs.id(ctx.pathParam("id"));
  }

  private static int days(Context ctx) {
    return Inputs.days(ctx.queryParam("days"), 30);
  }
}
