// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.servlet;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.examples.orders.Shop;
import dev.lapwing.examples.traffic.Demo;
import dev.lapwing.examples.traffic.LocalPort;
import dev.lapwing.examples.traffic.OrdersService;
import java.time.Duration;
import java.util.List;

/** Database, service, traffic, live table and summary in one process. */
public final class OrdersDemo {

  private OrdersDemo() {}

  /** Runs the demo for {@code --seconds}, or until Ctrl-C. */
  public static void main(String... arguments) throws Exception {
    Demo.main(arguments, OrdersDemo::start);
  }

  /**
   * Starts the service.
   *
   * @param port of 127.0.0.1; 0 for any free one
   */
  public static OrdersService start(int port) throws Exception {
    int free = LocalPort.free(port);
    PerformanceMonitor monitor =
        PerformanceMonitor.builder()
            .service("orders")
            .slowOperationThreshold(Duration.ofMillis(500))
            .verySlowOperationThreshold(Duration.ofSeconds(2))
            .build();
    Shop shop = Shop.open(monitor);
    OrdersServer server = OrdersServer.start(free, shop, monitor);
    return new OrdersService("Tomcat", server.uri(), monitor, shop, List.of(server, shop, monitor));
  }
}
