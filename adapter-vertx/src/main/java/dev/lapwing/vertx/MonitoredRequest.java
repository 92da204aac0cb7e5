// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import io.vertx.core.internal.http.HttpServerRequestWrapper;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way through a router, that tells what no handler is told: every match of a
 * route, also those that a failure then wipes out, and that the connection was upgraded.
 */
final class MonitoredRequest extends HttpServerRequestWrapper {
  private final MonitoredRouter router;
  private @Nullable VertxCall call;

  MonitoredRequest(HttpServerRequest request, MonitoredRouter router) {
    super((HttpServerRequestInternal) request);
    this.router = router;
  }

  /** Begins to measure, once the router has made a context. */
  @Nullable VertxCall begin(RoutingContext context) {
    try {
      call = VertxCall.begin(router.monitor(), context, router);
    } catch (Throwable fault) {
      router.monitor().swallow("MonitoredRequest.begin", fault);
    }
    return call;
  }

  /** The router calls this when it has matched a route, before the route's handler. */
  @Override
  public HttpServerRequest routed(@Nullable String route) {
    VertxCall current = call;
    if (current != null) {
      try {
        current.matched();
      } catch (Throwable fault) {
        router.monitor().swallow("MonitoredRequest.routed", fault);
      }
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
    VertxCall current = call;
    return current == null ? upgrade : upgrade.onSuccess(socket -> current.upgraded());
  }
}
