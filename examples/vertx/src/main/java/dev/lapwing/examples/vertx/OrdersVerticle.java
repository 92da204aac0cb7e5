// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.vertx;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.examples.orders.Inputs;
import dev.lapwing.examples.orders.Order;
import dev.lapwing.examples.orders.OrderSearch;
import dev.lapwing.examples.orders.OrdersException;
import dev.lapwing.examples.orders.OrdersJson;
import dev.lapwing.examples.orders.Shop;
import dev.lapwing.vertx.LapwingHandler;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.TimeoutHandler;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;

/** The routes of the orders service. The database is asked on worker threads alone. */
final class OrdersVerticle extends VerticleBase {
  private static final String ADDRESS = "127.0.0.1";
  private static final int MAX_BODY = 64 * 1024;
  private static final int QUOTE_MILLIS = 10_000;

  private final Shop shop;
  private final PerformanceMonitor monitor;
  private final int port;
  private volatile int boundPort;

  OrdersVerticle(Shop shop, PerformanceMonitor monitor, int port) {
    this.shop = shop;
    this.monitor = monitor;
    this.port = port;
  }

  @Override
  public Future<HttpServer> start() {
    return vertx
        .createHttpServer()
        .requestHandler(LapwingHandler.monitored(vertx, router(), monitor))
        .listen(port, ADDRESS)
        .onSuccess(server -> boundPort = server.actualPort());
  }

  /** Returns the port that it listens on, once it is deployed. */
  int boundPort() {
    return boundPort;
  }

  private Router router() {
    WorkerExecutor database = vertx.createSharedWorkerExecutor("orders-database", 8);
    Export export = new Export(shop, database);
    Router router = Router.router(vertx);
    router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
    router.get("/").handler(StartPage::answer);
    router.get("/orders").handler(context -> answer(context, database, () -> search(context)));
    router.post("/orders").handler(context -> place(context, database));
    router
        .get("/orders/:id")
        .handler(context -> answer(context, database, () -> shop.orders().find(id(context))));
    router
        .get("/orders/:id/quote")
        .handler(TimeoutHandler.create(QUOTE_MILLIS))
        .handler(context -> quote(context, database));
    router
        .get("/customers/:id/orders")
        .handler(context -> answer(context, database, () -> shop.orders().ofCustomer(id(context))));
    router
        .get("/reports/revenue")
        .handler(context -> answer(context, database, () -> shop.reports().revenue(days(context))));
    router.get("/export/orders.csv").handler(export::answer);
    router.post("/payments").handler(context -> pay(context, database));
    router.get("/events").handler(new Events(shop.events())::answer);
    router.route().subRouter(LapwingHandler.statsRouter(vertx, monitor));
    router.route().failureHandler(OrdersVerticle::refuse);
    return router;
  }

  private Object search(RoutingContext context) {
    return shop.orders()
        .search(
            OrderSearch.parse(
                context.request().getParam("status"),
                context.request().getParam("q"),
                context.request().getParam("limit")));
  }

  private void place(RoutingContext context, WorkerExecutor database) {
    database
        .executeBlocking(() -> shop.orders().place(OrdersJson.readOrder(body(context))), false)
        .onSuccess(order -> created(context, order))
        .onFailure(context::fail);
  }

  private static void created(RoutingContext context, Order order) {
    context.response().putHeader("Location", "/orders/" + order.summary().id());
    json(context, 201, "application/json", order);
  }

  private void quote(RoutingContext context, WorkerExecutor database) {
    long id = id(context);
    Future.fromCompletionStage(
            shop.pricing().quote(id, work -> database.executeBlocking(run(work), false)),
            vertx.getOrCreateContext())
        .onSuccess(quote -> json(context, 200, "application/json", quote))
        .onFailure(context::fail);
  }

  private static Callable<Boolean> run(Runnable work) {
    return () -> {
      work.run();
      return true;
    };
  }

  private void pay(RoutingContext context, WorkerExecutor database) {
    database
        .executeBlocking(() -> shop.payments().pay(OrdersJson.readPayment(body(context))), false)
        .onSuccess(payment -> json(context, 201, "application/json", payment))
        .onFailure(context::fail);
  }

  private static void answer(
      RoutingContext context, WorkerExecutor database, Callable<Object> work) {
    database
        .executeBlocking(work, false)
        .onSuccess(result -> json(context, 200, "application/json", result))
        .onFailure(context::fail);
  }

  private static void json(RoutingContext context, int status, String type, Object body) {
    context.response().setStatusCode(status).putHeader("Content-Type", type);
    context.end(Buffer.buffer(OrdersJson.write(body)));
  }

  private static byte[] body(RoutingContext context) {
    Buffer body = context.body().buffer();
    return body == null ? new byte[0] : body.getBytes();
  }

  private static long id(RoutingContext context) {
    return Inputs.id(context.pathParam("id"));
  }

  private static int days(RoutingContext context) {
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
    int status =
        switch (refusal.reason()) {
          case INVALID -> 400;
          case NOT_FOUND -> 404;
          case CONFLICT -> 409;
          case UNAVAILABLE -> 503;
        };
    String detail = String.valueOf(refusal.getMessage());
    json(context, status, "application/problem+json", new Problem(status, detail));
  }

  private record Problem(int status, String detail) {}
}
