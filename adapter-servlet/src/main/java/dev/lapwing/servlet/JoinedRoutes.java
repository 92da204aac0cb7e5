// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Templates below a context path, joined with it once and not for every request. Thread-safe;
 * remembers a bounded number, below the context path that was seen last.
 */
public final class JoinedRoutes {
  /** More than a service has, unless it makes them up. */
  private static final int MAX_REMEMBERED = 1_024;

  private volatile Below last = new Below("");

  /** Makes one that remembers nothing. */
  public JoinedRoutes() {}

  /**
   * Returns a context path and a template below it.
   *
   * @param context empty for none
   * @param template may begin without a slash
   */
  public String join(String context, String template) {
    if (context.isEmpty() && template.startsWith("/")) {
      return template;
    }
    Below known = last;
    if (!known.context.equals(context)) {
      known = new Below(context);
      last = known;
    }
    return known.join(template);
  }

  private static final class Below {
    final String context;
    private final Map<String, String> joined = new ConcurrentHashMap<>();

    Below(String context) {
      this.context = context;
    }

    String join(String template) {
      String known = joined.get(template);
      if (known != null) {
        return known;
      }
      String route = template.startsWith("/") ? context + template : context + "/" + template;
      if (joined.size() < MAX_REMEMBERED) {
        joined.put(template, route);
      }
      return route;
    }
  }
}
