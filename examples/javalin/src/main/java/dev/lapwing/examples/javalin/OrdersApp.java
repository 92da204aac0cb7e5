// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.javalin;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.examples.orders.OrdersException;
import dev.lapwing.examples.orders.Shop;
import dev.lapwing.javalin.LapwingPlugin;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.json.JavalinJackson3;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import tools.jackson.databind.json.JsonMapper;

/** The orders service: its routes and, in one line, Lapwing. */
final class OrdersApp {

  private record Problem(String title, int status, String detail) {}

  private OrdersApp() {}

  static Javalin create(Shop shop, PerformanceMonitor monitor) {
    return Javalin.create(
        config -> {
          config.registerPlugin(new LapwingPlugin(monitor));
          config.startup.showJavalinBanner = false;
          config.jsonMapper(new JavalinJackson3(JsonMapper.builder().build(), false));
          OrdersHandlers handlers = new OrdersHandlers(shop);
          addRoutes(config.routes, handlers);
          // Javalin 7.2 loops for ever over a stream that is still open when Jetty has stopped.
          config.events.serverStopping(handlers::endStreams);
          config.jetty.modifyServer(OrdersApp::stopGracefully);
        });
  }

  private static void stopGracefully(Server jetty) {
    jetty.insertHandler(new GracefulHandler());
    jetty.setStopTimeout(5_000);
  }

  private static void addRoutes(RoutesConfig routes, OrdersHandlers handlers) {
    routes.get("/", ctx -> ctx.html("<h1>Orders</h1><a href='/stats?pretty=true'>stats</a>"));
    routes.get("/orders", handlers::search);
    routes.post("/orders", handlers::place);
    routes.get("/orders/{id}", handlers::find);
    routes.get("/orders/{id}/quote", handlers::quote);
    routes.get("/customers/{id}/orders", handlers::ofCustomer);
    routes.get("/reports/revenue", handlers::revenue);
    routes.get("/export/orders.csv", handlers::export);
    routes.post("/payments", handlers::pay);
    routes.sse("/events", handlers::events);
    routes.exception(OrdersException.class, OrdersApp::refuse);
  }

  private static void refuse(OrdersException refusal, Context ctx) {
    HttpStatus status = HttpStatus.forStatus(refusal.reason().status());
    String detail = String.valueOf(refusal.getMessage());
    ctx.status(status)
        .json(new Problem(status.getMessage(), status.getCode(), detail))
        .contentType("application/problem+json");
  }
}
