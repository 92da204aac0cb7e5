// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx.contract;

import io.vertx.core.Handler;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A router of somebody's own making, whose contexts are out of order: they throw when Lapwing asks
 * them for the route. Those of Vert.x never do.
 */
final class BrokenRouter {
  private BrokenRouter() {}

  /** Returns a router that answers everything with a text. */
  static Router answering(String text) {
    AtomicReference<Handler<RoutingContext>> first = new AtomicReference<>(context -> {});
    Route route =
        proxy(
            Route.class,
            (self, method, arguments) -> {
              if (method.getName().equals("handler")) {
                first.set(handler(arguments[0]));
              }
              return self;
            });
    return proxy(
        Router.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "route" -> route;
              case "getRoutes" -> List.of();
              case "metadata" -> Map.of();
              case "hashCode" -> System.identityHashCode(self);
              case "equals" -> self == arguments[0];
              case "handleContext" -> {
                RoutingContext context = (RoutingContext) arguments[0];
                first.get().handle(broken(context));
                context.end(text);
                yield null;
              }
              default -> self;
            });
  }

  private static RoutingContext broken(RoutingContext context) {
    return proxy(
        RoutingContext.class,
        (self, method, arguments) -> {
          if (method.getName().equals("currentRoute")) {
            throw new IllegalStateException("no route");
          }
          return method.getName().equals("next") ? null : method.invoke(context, arguments);
        });
  }

  @SuppressWarnings("unchecked")
  private static Handler<RoutingContext> handler(Object argument) {
    return (Handler<RoutingContext>) argument;
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
