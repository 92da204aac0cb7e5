// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.http.HttpMonitor;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.Objects;

/**
 * Measures the requests of a Vert.x Web router. Thread-safe; the instances of a verticle may each
 * have their own and share one monitor.
 *
 * <p>{@link #monitored} sees all that a router does, a handler from {@link #create} less: a request
 * that fails, and is not answered by a failure handler, is {@code (unmatched)}; one to a sub-router
 * has the path of the mount as its route; after a reroute the last route counts; files are counted
 * under the route of their handler; and a request to upgrade to a WebSocket is not counted.
 */
public final class LapwingHandler implements PlatformHandler {
  private final HttpMonitor monitor;

  private LapwingHandler(HttpMonitor monitor) {
    this.monitor = monitor;
  }

  /**
   * Returns a handler that measures what is routed after it; to be the first of a router: {@code
   * router.route().handler(LapwingHandler.create(monitor))}. A request that passes two of them is
   * measured once.
   */
  public static LapwingHandler create(PerformanceMonitor monitor) {
    return new LapwingHandler(monitor.http());
  }

  /**
   * Returns what to serve in place of a router, to measure all that it does: every request has its
   * full path template, also where routers are nested, where it fails, and at routes and routers
   * that are added later.
   *
   * <p>The router itself answers, with its own settings and error handlers. To it, and to each
   * router that is mounted below it, one route is added that comes first and passes everything on.
   *
   * @param vertx looks at routes that were added, in a context of its own
   * @param router the service's, with its routes or still without
   */
  public static Handler<HttpServerRequest> monitored(
      Vertx vertx, Router router, PerformanceMonitor monitor) {
    Objects.requireNonNull(vertx, "vertx must not be null");
    Objects.requireNonNull(router, "router must not be null");
    MonitoredRouter monitored = new MonitoredRouter(vertx, router, monitor.http());
    monitored.look();
    return monitored;
  }

  /**
   * Returns a router that serves the stats endpoint at its base path, {@code /stats} unless {@code
   * lapwing.path} says otherwise, and passes everything else on. To be mounted behind the service's
   * own security: {@code router.route().subRouter(LapwingHandler.statsRouter(vertx, monitor))}.
   *
   * <p>Nothing is computed on an event loop, requests to the endpoint are not recorded, and large
   * documents are sent no faster than they are read.
   *
   * @param vertx its worker threads make the answers
   */
  public static Router statsRouter(Vertx vertx, PerformanceMonitor monitor) {
    Router stats = Router.router(vertx);
    new StatsHandler(vertx, monitor.http()).addTo(stats);
    return stats;
  }

  /** Begins to measure a request and passes it on, whatever happens in here. */
  @Override
  public void handle(RoutingContext context) {
    VertxCall call = VertxCall.of(context);
    if (call != null) {
      // A reroute drops the listeners; to listen twice does no harm.
      call.listenToResponse();
    } else if (!"websocket".equalsIgnoreCase(context.request().getHeader(HttpHeaders.UPGRADE))) {
      VertxCall.begin(monitor, context);
    }
    context.next();
  }
}
