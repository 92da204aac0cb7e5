// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut.contract;

import dev.lapwing.testkit.ContractRoutes;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Breaks the attribute that tells of the route. */
@ServerFilter(ContractRoutes.BROKEN_ROUTE)
@Requires(property = "test.service", value = MicronautContractTest.SERVICE)
class BreakingFilter {

  @RequestFilter
  @SuppressWarnings("removal") // there is no other name for it
  void breakRoute(HttpRequest<?> request) {
    request.setAttribute(HttpAttributes.URI_TEMPLATE, new Unreadable());
  }

  /** Fails when it is read. */
  private static final class Unreadable {
    @Override
    public String toString() {
      throw new IllegalStateException("no route");
    }
  }
}
