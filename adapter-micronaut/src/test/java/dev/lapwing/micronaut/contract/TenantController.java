// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut.contract;

import dev.lapwing.testkit.ContractRoutes;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;

/** The contract's mount: a controller with a path of its own. */
@Controller(ContractRoutes.MOUNT)
@Produces(MediaType.TEXT_PLAIN)
@Requires(property = "test.service", value = MicronautContractTest.SERVICE)
class TenantController {

  @Get(ContractRoutes.MOUNTED_ITEM)
  String item(String tenant, String item) {
    return "item " + item + " of " + tenant;
  }

  @Get(ContractRoutes.MOUNTED_FAILURE)
  String failure(String tenant) {
    throw new IllegalStateException("told to fail");
  }
}
