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
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a router and those mounted below it consist of, at one moment. Made by one thread at a time,
 * read by any.
 *
 * @param routers all of them
 * @param staticRoutes whether a handler of static files serves a route, as far as anybody asked
 * @param taken the routes of the stats endpoint where the service has one of its own, by path
 * @param pathsOfGet where the service has routes of its own
 */
record RouteView(
    Set<Router> routers,
    Map<Route, Boolean> staticRoutes,
    Map<String, Route> taken,
    Set<String> pathsOfGet) {
  /**
   * Routers that nest deeper are not looked at; a request would not come out of a circle either.
   */
  private static final int MAX_DEPTH = 32;

  private static final String STATIC_HANDLER = "io.vertx.ext.web.handler.impl.StaticHandlerImpl@";

  /** Makes one of nothing. */
  RouteView() {
    this(
        Collections.newSetFromMap(new IdentityHashMap<>()),
        new ConcurrentHashMap<>(),
        new HashMap<>(),
        new HashSet<>());
  }

  static RouteView of(Router router) {
    RouteView view = new RouteView();
    view.add(router, "", 0);
    view.taken.keySet().retainAll(view.pathsOfGet);
    return view;
  }

  private void add(Router router, String mount, int depth) {
    routers.add(router);
    for (Route route : router.getRoutes()) {
      Router sub = route.getSubRouter();
      String path = route.getPath();
      String whole = path == null ? mount : withoutEndingSlash(mount + path);
      if (sub == null) {
        add(route, whole);
      } else if (depth < MAX_DEPTH) {
        add(sub, whole, depth + 1);
      }
    }
  }

  private void add(Route route, String whole) {
    if (StatsHandler.serves(route)) {
      taken.put(whole, route);
    } else if (isOfGetAtAPath(route)) {
      pathsOfGet.add(whole);
    }
  }

  /**
   * Returns whether a handler of static files serves a route. The kind of handler decides, and only
   * the route's text tells it, which takes its time.
   */
  boolean isStatic(Route route) {
    Boolean known = staticRoutes.get(route);
    if (known == null) {
      known = route.toString().contains(STATIC_HANDLER);
      staticRoutes.put(route, known);
    }
    return known;
  }

  /** A route for every method may as well be a filter; one of a pattern has no such path. */
  private static boolean isOfGetAtAPath(Route route) {
    Set<HttpMethod> methods = route.methods();
    return route.getPath() != null
        && !route.isRegexPath()
        && methods != null
        && methods.contains(HttpMethod.GET);
  }

  static String withoutEndingSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
