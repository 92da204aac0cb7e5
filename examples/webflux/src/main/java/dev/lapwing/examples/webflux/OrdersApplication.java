// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.webflux;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.examples.orders.Shop;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The orders service. */
@SpringBootApplication
public class OrdersApplication {

  /** Starts the service; {@code --server.port=} says where. */
  public static void main(String... arguments) {
    SpringApplication.run(OrdersApplication.class, arguments);
  }

  /** Opens the shop, whose statements the monitor is told of. */
  @Bean
  Shop shop(PerformanceMonitor monitor) {
    return Shop.open(monitor);
  }
}
