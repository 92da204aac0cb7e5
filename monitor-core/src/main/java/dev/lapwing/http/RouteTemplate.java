// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.recording.Registry;

/**
 * Makes one spelling of a route out of those of the frameworks, so that the same service has the
 * same operations on each of them.
 *
 * <p>A parameter of one segment becomes {@code {id}}, whatever restricts it: {@code :id}, {@code
 * {id:[0-9]+}}, {@code {id:4}}. One that may span segments becomes {@code {path...}}: {@code
 * {*path}}, {@code {+path}}, {@code {path:.*}}. Without a name they become {@code {segment}} and
 * {@code {path...}}. Three spellings mean different things to different frameworks and are read the
 * way that loses least:
 *
 * <ul>
 *   <li>A {@code *} spans when it ends the route or begins its last segment, as in {@code /files/*}
 *       and {@code *.do}; elsewhere it is one segment. {@code **} as a whole segment always spans.
 *   <li>A {@code <x>} spans when it ends the route, which is what Javalin has it for; elsewhere it
 *       is one segment.
 *   <li>A colon begins a parameter in a segment that starts with one, as in {@code /:from-:to};
 *       elsewhere it is a colon, as in {@code /jobs/{id}:cancel}.
 * </ul>
 *
 * <p>Query and fragment expressions, {@code {?a,b}}, are dropped. Regular expressions, which Vert.x
 * has for routes, become templates as well as that goes. An adapter joins a context path and a
 * mapping such as {@code *.do} with a slash.
 */
public final class RouteTemplate {
  /** The route of requests that a static file handler took. */
  public static final String STATIC = Registry.STATIC;

  private RouteTemplate() {}

  /**
   * Returns the normalised spelling of a route: with a leading slash, without a trailing or a
   * double one, of at most 512 characters, and the same when normalised again. {@link #STATIC} and
   * {@code (unmatched)} stay as they are. Never throws: what cannot stand in a template becomes
   * U+FFFD. Takes time linear in the length.
   */
  public static String normalise(String route) {
    if (route.equals(STATIC) || route.equals(Registry.UNMATCHED)) {
      return route;
    }
    String path = RouteExpression.withoutQueries(route);
    TemplateWriter out = new TemplateWriter();
    if (RegexRoute.isRegex(path)) {
      new RegexRoute(path, out).write();
    } else {
      new PlainRoute(path, out).write();
    }
    return out.toString();
  }
}
