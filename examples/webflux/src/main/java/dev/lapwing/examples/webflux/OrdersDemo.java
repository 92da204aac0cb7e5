// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.webflux;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.examples.orders.Shop;
import dev.lapwing.examples.traffic.Demo;
import dev.lapwing.examples.traffic.LocalPort;
import dev.lapwing.examples.traffic.OrdersService;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

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
  public static OrdersService start(int port) throws IOException {
    int free = LocalPort.free(port);
    // The log is the demo's, and so is the order in which things are closed; event streams that are
    // open would hold a graceful end up for half a minute.
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(OrdersApplication.class)
            .web(WebApplicationType.REACTIVE)
            .registerShutdownHook(false)
            .run("--server.port=" + free, "--server.shutdown=immediate");
    return new OrdersService(
        "WebFlux",
        URI.create("http://127.0.0.1:" + free),
        context.getBean(PerformanceMonitor.class),
        context.getBean(Shop.class),
        List.of(context));
  }
}
