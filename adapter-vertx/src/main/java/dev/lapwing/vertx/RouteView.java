// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a router and those mounted below it consist of, at one moment. For one thread at a time. */
final class RouteView {
  static final RouteView EMPTY = new RouteView();

  /**
   * Routers that nest deeper are not looked at; a request would not come out of a circle either.
   */
  private static final int MAX_DEPTH = 32;

  private static final String STATIC_HANDLER = "io.vertx.ext.web.handler.impl.StaticHandlerImpl@";

  private final Set<Router> routers = identitySet();
  private final Set<Route> staticRoutes = identitySet();
  private final Set<Route> yieldingStats = identitySet();
  private final Map<String, Route> statsByPath = new HashMap<>();
  private final Set<String> pathsOfGet = new HashSet<>();
  private @Nullable String takenPath;

  private RouteView() {}

  static RouteView of(Router router) {
    RouteView view = new RouteView();
    view.add(router, "", 0);
    return view;
  }

  private static <T> Set<T> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private void add(Router router, String mount, int depth) {
    routers.add(router);
    for (Route route : router.getRoutes()) {
      Router sub = route.getSubRouter();
      if (sub == null) {
        add(route, mount);
      } else if (depth < MAX_DEPTH) {
        String path = route.getPath();
        add(sub, path == null ? mount : mount + withoutEndingSlash(path), depth + 1);
      }
    }
  }

  private void add(Route route, String mount) {
    if (isStatic(route)) {
      staticRoutes.add(route);
    }
    String path = route.getPath();
    if (path == null) {
      return;
    }
    String whole = withoutEndingSlash(mount + path);
    if (StatsHandler.serves(route)) {
      statsByPath.put(whole, route);
      takenPath = pathsOfGet.contains(whole) ? whole : takenPath;
    } else if (route.isExactPath() && isForGet(route)) {
      pathsOfGet.add(whole);
      Route stats = statsByPath.get(whole);
      if (stats != null) {
        yieldingStats.add(stats);
        takenPath = whole;
      }
    }
  }

  /** The kind of handler decides, and only this text tells it. */
  private static boolean isStatic(Route route) {
    return route.toString().contains(STATIC_HANDLER);
  }

  /** A route for every method may as well be a filter. */
  private static boolean isForGet(Route route) {
    Set<HttpMethod> methods = route.methods();
    return methods != null && methods.contains(HttpMethod.GET);
  }

  static String withoutEndingSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  Set<Router> routers() {
    return routers;
  }

  /** Returns whether a handler of static files serves a route. */
  boolean isStaticRoute(Route route) {
    return staticRoutes.contains(route);
  }

  /** Returns whether the service has a route of its own behind this one of the stats endpoint. */
  boolean yields(Route stats) {
    return yieldingStats.contains(stats);
  }

  /** Returns where the service has a route of its own in place of the stats; null for nowhere. */
  @Nullable String takenPath() {
    return takenPath;
  }
}
