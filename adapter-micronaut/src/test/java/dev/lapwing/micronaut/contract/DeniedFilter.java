// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut.contract;

import dev.lapwing.testkit.ContractRoutes;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Refuses as a filter of security does. */
@ServerFilter(ContractRoutes.DENIED)
@Requires(property = "test.service", value = MicronautContractTest.SERVICE)
class DeniedFilter {

  @RequestFilter
  HttpResponse<?> deny() {
    return HttpResponse.unauthorized();
  }
}
