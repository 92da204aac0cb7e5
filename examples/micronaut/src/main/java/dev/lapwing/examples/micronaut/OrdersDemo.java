// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.micronaut;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.examples.orders.Shop;
import dev.lapwing.examples.traffic.Demo;
import dev.lapwing.examples.traffic.LocalPort;
import dev.lapwing.examples.traffic.OrdersService;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.List;
import java.util.Map;

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
    ApplicationContext context =
        ApplicationContext.run(Map.of("micronaut.server.port", LocalPort.free(port)));
    return new OrdersService(
        "Micronaut",
        context.getBean(EmbeddedServer.class).start().getURI(),
        context.getBean(PerformanceMonitor.class),
        context.getBean(Shop.class),
        List.of(context));
  }
}
