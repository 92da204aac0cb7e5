// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The templates below one context path, joined with it once and not for every request. Thread-safe;
 * remembers a bounded number.
 */
final class JoinedRoutes {
  /** More than a service has, unless it makes them up. */
  private static final int MAX_REMEMBERED = 1_024;

  private final String context;
  private final Map<String, String> joined = new ConcurrentHashMap<>();

  JoinedRoutes(String context) {
    this.context = context;
  }

  /** Returns the context path that routes are joined with here. */
  String context() {
    return context;
  }

  /** Returns the context path and a template, which may begin without a slash. */
  String below(String template) {
    if (context.isEmpty() && template.startsWith("/")) {
      return template;
    }
    String known = joined.get(template);
    return known != null ? known : join(template);
  }

  private String join(String template) {
    String route = template.startsWith("/") ? context + template : context + "/" + template;
    if (joined.size() < MAX_REMEMBERED) {
      joined.put(template, route);
    }
    return route;
  }
}
