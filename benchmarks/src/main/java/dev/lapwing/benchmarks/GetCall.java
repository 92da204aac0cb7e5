// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks;

import dev.lapwing.http.HttpCall;
import org.jspecify.annotations.Nullable;

/** A call that was answered 200, of a route that its adapter knows. */
final class GetCall extends HttpCall {
  private final String route;

  GetCall(String route) {
    this.route = route;
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/api/v1/resource/7";
  }

  @Override
  public @Nullable String route() {
    return route;
  }

  @Override
  public int status() {
    return 200;
  }
}
