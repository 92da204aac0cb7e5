// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit.stub;

import dev.lapwing.http.HttpCall;
import org.jspecify.annotations.Nullable;

/** A request of the stub as the monitor sees it. */
final class StubCall extends HttpCall {
  private final StubExchange exchange;
  private final Fault fault;

  StubCall(StubExchange exchange, Fault fault) {
    this.exchange = exchange;
    this.fault = fault;
  }

  @Override
  public String method() {
    return exchange.method();
  }

  @Override
  public String path() {
    return exchange.path();
  }

  @Override
  public @Nullable String route() {
    if (exchange.isRouteBroken()) {
      throw new IllegalStateException("the route is broken");
    }
    if (fault == Fault.RAW_PATH) {
      return exchange.path();
    }
    if (fault == Fault.FAILURE_WITHOUT_ROUTE && exchange.status() == 500) {
      return null;
    }
    String route = exchange.route();
    String query = exchange.query();
    return fault == Fault.QUERY_IN_KEY && route != null && query != null
        ? route + "/" + query
        : route;
  }

  @Override
  public int status() {
    return exchange.statusToTell();
  }

  @Override
  public @Nullable String responseContentType() {
    return exchange.contentType();
  }

  @Override
  public @Nullable String header(String name) {
    return exchange.header(name);
  }
}
