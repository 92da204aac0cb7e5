// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.micronaut;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.examples.orders.Shop;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.runtime.Micronaut;

/** The orders service. */
@Factory
final class Application {

  /** Serves until the process is ended. */
  public static void main(String... arguments) {
    Micronaut.run(Application.class, arguments);
  }

  /** The shop tells the monitor of every statement. */
  @Context
  @Bean(preDestroy = "close")
  Shop shop(PerformanceMonitor monitor) {
    return Shop.open(monitor);
  }
}
