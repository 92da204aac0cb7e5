// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring.contract;

import static dev.lapwing.testkit.ContractRoutes.MOUNT;
import static dev.lapwing.testkit.ContractRoutes.MOUNTED_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.MOUNTED_ITEM;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The contract's mount, as a nested function. */
@Configuration
class WebFluxMount {
  @Bean
  RouterFunction<ServerResponse> tenants() {
    return RouterFunctions.route()
        .path(
            MOUNT,
            tenant ->
                tenant
                    .GET(MOUNTED_ITEM, WebFluxMount::item)
                    .GET(MOUNTED_FAILURE, WebFluxMount::fail))
        .build();
  }

  private static Mono<ServerResponse> item(ServerRequest request) {
    return ServerResponse.ok()
        .bodyValue(
            "item " + request.pathVariable("item") + " of " + request.pathVariable("tenant"));
  }

  private static Mono<ServerResponse> fail(ServerRequest request) {
    return Mono.error(new IllegalStateException("told to fail"));
  }
}
