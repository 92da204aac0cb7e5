// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx;

import dev.lapwing.http.HttpCall;
import dev.lapwing.http.HttpMonitor;
import dev.lapwing.http.RouteTemplate;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request to a Vert.x Web router. Used by one thread at a time, as its routing context is; it
 * may end on another than it began on.
 */
final class VertxCall extends HttpCall {
  private static final String KEY = "dev.lapwing.vertx.call";

  /** The statuses that a router answers with when no route matches. */
  private static final Set<Integer> OF_NO_MATCH = Set.of(404, 405, 406, 415);

  private final HttpMonitor monitor;
  private final RoutingContext context;

  /** Null when nobody tells of matches, sub-routers and failures. */
  private final @Nullable MonitoredRouter router;

  /** What the router matched last before a failure, which makes it forget. */
  private @Nullable Route matched;

  private @Nullable Level below;
  private boolean failed;
  private boolean failedAfterHead;
  private @Nullable String firstRoute;

  private VertxCall(HttpMonitor monitor, RoutingContext context, @Nullable MonitoredRouter router) {
    this.monitor = monitor;
    this.context = context;
    this.router = router;
  }

  /** Returns the call that a request is measured by; null when it is not. */
  static @Nullable VertxCall of(RoutingContext context) {
    MonitoredResponse response = MonitoredResponse.of(context);
    return response == null ? context.get(KEY) : response.call();
  }

  /** Begins to measure a request to a monitored router, whose response tells the rest. */
  static VertxCall begin(MonitoredResponse response, RoutingContext context) {
    MonitoredRouter router = response.router();
    VertxCall call = new VertxCall(router.monitor(), context, router);
    response.begins(call);
    call.begin();
    return call;
  }

  /** Begins to measure a request by a handler, unless it cannot be, as after it was answered. */
  static void begin(HttpMonitor monitor, RoutingContext context) {
    VertxCall call = new VertxCall(monitor, context, null);
    try {
      call.listenToResponse();
      context.addEndHandler(end -> call.ended(end.cause()));
    } catch (Throwable fault) {
      monitor.swallow("VertxCall.begin", fault);
      return;
    }
    context.put(KEY, call);
    call.begin();
  }

  private void begin() {
    monitor.begin(this);
    if (context.response().closed()) {
      monitor.abort(this);
    }
  }

  /**
   * Listens by the context, where the response does not tell. The end of the body is an end too,
   * because a service may set the response's own end handler, which replaces those of the context.
   */
  void listenToResponse() {
    if (router != null) {
      return;
    }
    context.addHeadersEndHandler(head -> headEnds());
    context.addBodyEndHandler(
        body -> {
          if (context.response().closed()) {
            monitor.abort(this);
          } else {
            monitor.end(this, null);
          }
        });
  }

  /** The head of the response is about to be sent. */
  void headEnds() {
    monitor.firstByte(this);
  }

  /** The response is over; complete if there is no cause of its being not. */
  void ended(@Nullable Throwable incomplete) {
    if (incomplete == null) {
      monitor.end(this, null);
    } else {
      endIncomplete(incomplete);
    }
  }

  /** When a handler failed after the head, the router itself drops the connection. */
  private void endIncomplete(Throwable cause) {
    Throwable failure = context.failure();
    if (!failedAfterHead || FailedWrites.isOne(failure)) {
      monitor.abort(this);
    } else {
      monitor.end(this, failure == null ? cause : failure);
    }
  }

  /** A route was matched, in the router or in one below, and is about to get the request. */
  void matched() {
    Route current = context.failed() ? null : context.currentRoute();
    if (router == null || current == null || MonitoredRouter.isSeeing(current)) {
      return;
    }
    matched = current;
    Route deepest = matchedIn(standing(below));
    router.enters(deepest == null ? null : deepest.getSubRouter());
  }

  /** The request comes to a router again after a reroute, or to one that is mounted below. */
  void passes(RoutingContext current) {
    Level parent = standing(below);
    Route mount = matchedIn(parent);
    if (current == context) {
      rerouted();
    } else if (mount != null) {
      below = new Level(parent, mount, current);
    }
  }

  /** A handler failed, or answers by failing; routers below are told after the one above. */
  void fails(RoutingContext current) {
    if (current != context) {
      return;
    }
    failed = true;
    failedAfterHead = context.response().headWritten();
    Throwable failure = context.failure();
    if (failure != null && context.response().ended()) {
      // As when a file could not be sent to its end, of which HTTP/1.1 tells no other handler.
      endIncomplete(failure);
    }
  }

  private void rerouted() {
    if (firstRoute == null) {
      firstRoute = currentRoute();
    }
    matched = null;
    below = null;
    failed = false;
  }

  @Override
  public String method() {
    return context.request().method().name();
  }

  @Override
  public String path() {
    String path = context.request().path();
    return path == null ? "" : path;
  }

  @Override
  public @Nullable String route() {
    if (firstRoute != null) {
      return firstRoute;
    }
    return matchedNothing() ? null : currentRoute();
  }

  /** A router that finds no match sets a status as a failure does, but tells no failure handler. */
  private boolean matchedNothing() {
    int status = context.statusCode();
    return status != -1
        && context.failure() == null
        && (router == null ? OF_NO_MATCH.contains(status) : !failed);
  }

  private @Nullable String currentRoute() {
    Level deepest = standing(below);
    Route route = router == null ? context.currentRoute() : matchedIn(deepest);
    if (route == null || MonitoredRouter.isSeeing(route)) {
      return null;
    }
    if (router != null && router.view.isStatic(route)) {
      return RouteTemplate.STATIC;
    }
    String template = templateOf(route);
    if (deepest == null) {
      return template;
    }
    // What matches any path, as filters do, tells nothing but where it is mounted.
    return deepest.path() + (template == null ? "/*" : template);
  }

  private static @Nullable String templateOf(Route route) {
    String path = route.getPath();
    if (path == null) {
      // The name of a regular expression is the expression, if it has no other.
      return route.getName();
    }
    return route.isExactPath() ? path : path + "*";
  }

  private @Nullable Route matchedIn(@Nullable Level level) {
    return level == null ? matched : level.context.currentRoute();
  }

  /** Returns the deepest level that the request has not left again without an answer. */
  private @Nullable Level standing(@Nullable Level level) {
    return level == null || stands(level) ? level : standing(level.parent);
  }

  private boolean stands(Level level) {
    return level.mount.equals(matchedIn(level.parent))
        && (level.parent == null || stands(level.parent));
  }

  @Override
  public int status() {
    return context.response().getStatusCode();
  }

  @Override
  public @Nullable String responseContentType() {
    return context.response().headers().get(HttpHeaders.CONTENT_TYPE);
  }

  @Override
  public @Nullable String header(String name) {
    return context.request().getHeader(name);
  }

  /**
   * A router below another one, entered through a route of that.
   *
   * @param parent null for the router that is served
   * @param context the one of this router, which keeps its route when the request fails
   */
  private record Level(@Nullable Level parent, Route mount, RoutingContext context) {
    String path() {
      String above = parent == null ? "" : parent.path();
      String path = mount.getPath();
      return path == null ? above : above + RouteView.withoutEndingSlash(path);
    }
  }
}
