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

/**
 * What a router and those mounted below it consist of, at one moment. For one thread at a time.
 *
 * @param routers all of them
 * @param staticRoutes those that a handler of static files serves
 * @param taken the routes of the stats endpoint where the service has one of its own, by path
 * @param pathsOfGet where the service has routes of its own
 */
record RouteView(
    Set<Router> routers,
    Set<Route> staticRoutes,
    Map<String, Route> taken,
    Set<String> pathsOfGet) {
  /**
   * Routers that nest deeper are not looked at; a request would not come out of a circle either.
   */
  private static final int MAX_DEPTH = 32;

  private static final String STATIC_HANDLER = "io.vertx.ext.web.handler.impl.StaticHandlerImpl@";

  /** Makes one of nothing. */
  RouteView() {
    this(identitySet(), identitySet(), new HashMap<>(), new HashSet<>());
  }

  static RouteView of(Router router) {
    RouteView view = new RouteView();
    view.add(router, "", 0);
    view.taken.keySet().retainAll(view.pathsOfGet);
    return view;
  }

  private static <T> Set<T> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
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
    // The kind of handler decides, and only this text tells it.
    if (route.toString().contains(STATIC_HANDLER)) {
      staticRoutes.add(route);
    }
    if (StatsHandler.serves(route)) {
      taken.put(whole, route);
    } else if (isOfGetAtAPath(route)) {
      pathsOfGet.add(whole);
    }
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
