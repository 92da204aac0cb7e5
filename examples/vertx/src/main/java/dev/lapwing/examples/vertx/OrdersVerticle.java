// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.vertx;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.examples.orders.Inputs;
import dev.lapwing.examples.orders.Order;
import dev.lapwing.examples.orders.OrderSearch;
import dev.lapwing.examples.orders.OrdersException;
import dev.lapwing.examples.orders.OrdersJson;
import dev.lapwing.examples.orders.Pricing.Quote;
import dev.lapwing.examples.orders.Shop;
import dev.lapwing.vertx.LapwingHandler;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The routes of the orders service. The database is asked on worker threads alone. */
final class OrdersVerticle extends VerticleBase {
  private static final int MAX_BODY = 64 * 1024;
  private static final int DATABASE_THREADS = 16;
  private static final int QUOTE_SECONDS = 10;

  private final Shop shop;
  private final PerformanceMonitor monitor;
  private final int port;

  OrdersVerticle(Shop shop, PerformanceMonitor monitor, int port) {
    this.shop = shop;
    this.monitor = monitor;
    this.port = port;
  }

  @Override
  public Future<HttpServer> start() {
    WorkerExecutor database = vertx.createSharedWorkerExecutor("database", DATABASE_THREADS);
    return vertx
        .createHttpServer()
        .requestHandler(LapwingHandler.monitored(vertx, router(database), monitor))
        .listen(port, "127.0.0.1");
  }

  private Router router(WorkerExecutor database) {
    Router router = Router.router(vertx);
    router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
    router.get("/").handler(context -> context.end("Orders. Look at /stats?pretty=true"));
    router.get("/orders").handler(blocking(database, 200, this::search));
    router.post("/orders").handler(blocking(database, 201, this::place));
    router
        .get("/orders/:id")
        .handler(blocking(database, 200, context -> shop.orders().find(id(context))));
    router.get("/orders/:id/quote").handler(context -> quote(context, database));
    router
        .get("/customers/:id/orders")
        .handler(blocking(database, 200, context -> shop.orders().ofCustomer(id(context))));
    router
        .get("/reports/revenue")
        .handler(blocking(database, 200, context -> shop.reports().revenue(days(context))));
    router.get("/export/orders.csv").handler(new Export(shop, database));
    router.post("/payments").handler(blocking(database, 201, this::pay));
    router.get("/events").handler(new Events(shop.events()));
    router.route().subRouter(LapwingHandler.statsRouter(vertx, monitor));
    router.route().failureHandler(OrdersVerticle::refuse);
    return router;
  }

  private Object search(RoutingContext context) {
    MultiMap query = context.request().params();
    return shop.orders()
        .search(OrderSearch.parse(query.get("status"), query.get("q"), query.get("limit")));
  }

  private Object place(RoutingContext context) {
    Order order = shop.orders().place(OrdersJson.readOrder(body(context)));
    context.response().putHeader("Location", "/orders/" + order.summary().id());
    return order;
  }

  private Object pay(RoutingContext context) {
    return shop.payments().pay(OrdersJson.readPayment(body(context)));
  }

  private void quote(RoutingContext context, WorkerExecutor database) {
    CompletionStage<Quote> quote =
        shop.pricing().quote(id(context), work -> database.executeBlocking(call(work), false));
    Future.fromCompletionStage(quote, vertx.getOrCreateContext())
        .timeout(QUOTE_SECONDS, TimeUnit.SECONDS)
        .onSuccess(result -> json(context, 200, "application/json", result))
        .onFailure(context::fail);
  }

  private static Handler<RoutingContext> blocking(
      WorkerExecutor database, int status, Function<RoutingContext, Object> work) {
    return context ->
        database
            .executeBlocking(() -> work.apply(context), false)
            .onSuccess(result -> json(context, status, "application/json", result))
            .onFailure(context::fail);
  }

  private static void json(RoutingContext context, int status, String type, Object body) {
    context.response().setStatusCode(status).putHeader("Content-Type", type);
    context.end(Buffer.buffer(OrdersJson.write(body)));
  }

  private static Callable<Boolean> call(Runnable work) {
    return () -> {
      work.run();
      return true;
    };
  }

  private static byte[] body(RoutingContext context) {
    Buffer body = context.body().buffer();
    return body == null ? new byte[0] : body.getBytes();
  }

  private static long id(RoutingContext context) {
    return Inputs.id(context.pathParam("id"));
  }

  static int days(RoutingContext context) {
    return Inputs.days(context.request().getParam("days"), 30);
  }

  /** Answers what the shop refuses; Vert.x answers all other failures. */
  private static void refuse(RoutingContext context) {
    Throwable failure = context.failure();
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (!(cause instanceof OrdersException refusal) || context.response().headWritten()) {
      context.next();
      return;
    }
    int status = refusal.reason().status();
    String detail = String.valueOf(refusal.getMessage());
    json(context, status, "application/problem+json", new Problem(status, detail));
  }

  private record Problem(int status, String detail) {}
}
