// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Tells the routes of a service that dispatches by itself, for which the servlet's mapping says too
 * little.
 *
 * <p>Asked once for each request, when its first dispatch has ended, unless {@link
 * LapwingFilter#ROUTE_ATTRIBUTE} or {@link LapwingFilter#attach} names the route. Must be
 * thread-safe and quick: it runs on the request's thread. What it throws is swallowed and counted,
 * and the servlet's mapping is the route then.
 */
@FunctionalInterface
public interface RouteResolver {
  /**
   * Returns the route of a request: its path template without the context path, as {@code
   * /users/{id}}, never the raw path. Empty when nothing matched, {@link
   * dev.lapwing.http.RouteTemplate#STATIC} for a static file, null to leave it to the servlet's
   * mapping.
   *
   * @param request as the service was given it, with the attributes that it has set
   */
  @Nullable String route(HttpServletRequest request);

  /**
   * Returns whether the service's framework has taken an exception of a request itself, so that
   * nothing will escape. Asked when the head was sent and again at the end: an exception in between
   * means that the client saw a success that was none, and the request is recorded as an error with
   * the status that was sent.
   *
   * @param request as the service was given it
   */
  default boolean hasFailed(HttpServletRequest request) {
    return false;
  }
}
