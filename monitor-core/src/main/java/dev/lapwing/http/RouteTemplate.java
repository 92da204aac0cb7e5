// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

/** Makes one spelling of a route out of those of the frameworks. */
public final class RouteTemplate {
  /** The route of requests that a static file handler took. */
  public static final String STATIC = "(static)";

  private RouteTemplate() {}

  /** Returns the normalised spelling of a route. */
  public static String normalise(String route) {
    return route;
  }
}
