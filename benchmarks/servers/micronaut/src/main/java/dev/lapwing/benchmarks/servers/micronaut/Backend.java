// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.micronaut;

import dev.lapwing.benchmarks.servers.OrdersBackend;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Opens the shop where somebody asks for it. */
@Factory
class Backend {

  @Bean(preDestroy = "close")
  @Singleton
  OrdersBackend orders() {
    return OrdersBackend.open();
  }
}
