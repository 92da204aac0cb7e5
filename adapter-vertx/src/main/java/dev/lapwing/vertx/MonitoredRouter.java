// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx;

import dev.lapwing.http.HttpMonitor;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import io.vertx.core.internal.http.HttpServerRequestWrapper;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A service's router, with a route in front of it and of each router below that sees who comes by.
 *
 * <p>Whoever adds a route makes the view of the routes stale. They are looked at again in a context
 * of Vert.x, so that a warning comes when the service starts, and by the next request. Looking
 * takes a lock, which nobody takes while the routes rest.
 */
final class MonitoredRouter implements Handler<HttpServerRequest> {
  /** Marks the route that sees who comes by. */
  private static final String SEEING = "dev.lapwing.vertx.seeing";

  /** As the routes were when they were looked at last. */
  volatile RouteView view = new RouteView();

  private final Vertx vertx;
  private final Router router;
  private final HttpMonitor monitor;
  private final Set<Router> watched = Collections.newSetFromMap(new WeakHashMap<>());
  private final AtomicBoolean announced = new AtomicBoolean();
  private volatile boolean stale;

  MonitoredRouter(Vertx vertx, Router router, HttpMonitor monitor) {
    this.vertx = vertx;
    this.router = router;
    this.monitor = monitor;
  }

  static boolean isSeeing(Route route) {
    return route.metadata().containsKey(SEEING);
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (stale) {
      stale = false;
      look();
    }
    router.handle(monitored(request));
  }

  private HttpServerRequest monitored(HttpServerRequest request) {
    try {
      return new MonitoredRequest(request, new MonitoredResponse(request.response(), this));
    } catch (Throwable fault) {
      // It can go unmeasured, as when it is answered already.
      monitor.swallow("MonitoredRouter.monitored", fault);
      return request;
    }
  }

  /** Looks at the routes, and puts one in front of each router that has none yet. */
  synchronized void look() {
    try {
      RouteView current = RouteView.of(router);
      current.routers().forEach(this::watch);
      view = current;
      current.taken().forEach(this::giveWay);
    } catch (Throwable fault) {
      monitor.swallow("MonitoredRouter.look", fault);
    }
  }

  /** The service's own route wins, wherever it is added. */
  private void giveWay(String path, Route stats) {
    stats.disable();
    monitor.endpoint().yieldTo(path);
  }

  /**
   * A request is about to enter a router, which may be mounted since its route was looked at; null
   * for a route without one.
   */
  void enters(@Nullable Router below) {
    if (below != null && !view.routers().contains(below)) {
      look();
    }
  }

  private void watch(Router each) {
    if (each.getRoutes().stream().noneMatch(MonitoredRouter::isSeeing)) {
      Route first = each.route().order(Integer.MIN_VALUE).putMetadata(SEEING, true);
      first.failureHandler(MonitoredRouter::seeFailure);
      first.handler(MonitoredRouter::see);
    }
    if (watched.add(each)) {
      each.modifiedHandler(changed -> outdate());
    }
  }

  /**
   * Called while a router is locked, so it only takes note. What the event loop sees may not be
   * complete yet; the next request looks again.
   */
  private void outdate() {
    stale = true;
    try {
      if (announced.compareAndSet(false, true)) {
        vertx.runOnContext(
            next -> {
              announced.set(false);
              look();
            });
      }
    } catch (Throwable closed) {
      monitor.swallow("MonitoredRouter.outdate", closed);
    }
  }

  private static void see(RoutingContext context) {
    MonitoredResponse response = MonitoredResponse.of(context);
    if (response != null) {
      VertxCall call = response.call();
      if (call == null) {
        VertxCall.begin(response, context);
      } else {
        call.passes(context);
      }
    }
    context.next();
  }

  /** A request comes here first when the router refuses it before it looks at any route. */
  private static void seeFailure(RoutingContext context) {
    MonitoredResponse response = MonitoredResponse.of(context);
    if (response != null) {
      VertxCall known = response.call();
      (known == null ? VertxCall.begin(response, context) : known).fails(context);
    }
    context.next();
  }

  HttpMonitor monitor() {
    return monitor;
  }

  /**
   * A request on its way through a router, that tells what no handler is told: every match of a
   * route, also those that a failure then wipes out, and that the connection was upgraded.
   */
  private static final class MonitoredRequest extends HttpServerRequestWrapper {
    private final MonitoredResponse response;

    /** Vert.x Web takes no other requests either. */
    MonitoredRequest(HttpServerRequest request, MonitoredResponse response) {
      super((HttpServerRequestInternal) request);
      this.response = response;
    }

    @Override
    public HttpServerResponse response() {
      return response;
    }

    /** The router calls this when it has matched a route, before the route's handler. */
    @Override
    public HttpServerRequest routed(@Nullable String route) {
      VertxCall call = response.call();
      if (call != null) {
        call.matched();
      }
      return super.routed(route);
    }

    /** After this the response has no end of its own. */
    @Override
    public Future<ServerWebSocket> toWebSocket() {
      return tellingWhenUpgraded(super.toWebSocket());
    }

    @Override
    public Future<NetSocket> toNetSocket() {
      return tellingWhenUpgraded(super.toNetSocket());
    }

    private <T> Future<T> tellingWhenUpgraded(Future<T> upgrade) {
      VertxCall current = response.call();
      return current == null
          ? upgrade
          : upgrade.onSuccess(socket -> response.router().monitor.end(current, null));
    }
  }
}
