// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.javalin;

import dev.lapwing.benchmarks.servers.BenchServer;
import dev.lapwing.benchmarks.servers.Options;
import dev.lapwing.benchmarks.servers.OrdersBackend;
import dev.lapwing.benchmarks.servers.Running;
import dev.lapwing.benchmarks.servers.Service;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.Consumer;

/** Javalin on the Jetty that it brings. */
public final class JavalinServer {

  private JavalinServer() {}

  /** Serves until it is told to stop. */
  public static void main(String... args) throws Exception {
    BenchServer.run(args, JavalinServer::start);
  }

  static Running start(Options options) {
    Consumer<JavalinConfig> monitoring = monitoring(options.variant());
    Javalin app =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              monitoring.accept(config);
              if (options.service() == Service.TRIVIAL) {
                config.routes.get("/hello/{name}", JavalinServer::hello);
              } else {
                OrdersBackend orders = OrdersBackend.open();
                config.events.serverStopped(orders::close);
                addRoutes(config.routes, orders);
              }
            });
    app.start("127.0.0.1", 0);
    return new Running(app.port(), app::stop);
  }

  private static Consumer<JavalinConfig> monitoring(String variant) {
    return switch (variant) {
      case "bare" -> config -> {};
      case "lapwing" -> LapwingMonitoring::add;
      case "peer" -> MicrometerMonitoring::add;
      default -> throw new IllegalArgumentException("no variant " + variant);
    };
  }

  private static void hello(Context ctx) {
    ctx.result("hello " + ctx.pathParam("name"));
  }

  private static void addRoutes(RoutesConfig routes, OrdersBackend orders) {
    routes.get("/orders/{id}", ctx -> json(ctx, orders.find(ctx.pathParam("id"))));
    routes.get(
        "/orders",
        ctx ->
            json(
                ctx,
                orders.search(
                    ctx.queryParam("status"), ctx.queryParam("q"), ctx.queryParam("limit"))));
    routes.post("/orders", ctx -> json(ctx.status(201), orders.place(ctx.bodyAsBytes())));
  }

  private static void json(Context ctx, byte[] body) {
    ctx.contentType("application/json").result(body);
  }
}
