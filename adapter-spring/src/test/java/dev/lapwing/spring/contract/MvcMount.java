// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring.contract;

import static dev.lapwing.testkit.ContractRoutes.MOUNT;
import static dev.lapwing.testkit.ContractRoutes.MOUNTED_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.MOUNTED_ITEM;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The contract's mount, as a nested function. */
@Configuration
class MvcMount {
  @Bean
  RouterFunction<ServerResponse> tenants() {
    return RouterFunctions.route()
        .path(
            MOUNT,
            tenant -> tenant.GET(MOUNTED_ITEM, MvcMount::item).GET(MOUNTED_FAILURE, MvcMount::fail))
        .build();
  }

  private static ServerResponse item(ServerRequest request) {
    return ServerResponse.ok()
        .body("item " + request.pathVariable("item") + " of " + request.pathVariable("tenant"));
  }

  private static ServerResponse fail(ServerRequest request) {
    throw new IllegalStateException("told to fail");
  }
}
