// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.spring;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.examples.orders.Shop;
import dev.lapwing.examples.traffic.Demo;
import dev.lapwing.examples.traffic.DemoOptions;
import dev.lapwing.examples.traffic.Screen;
import dev.lapwing.examples.traffic.ScreenLog;
import java.net.URI;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The main command: database, service, traffic, live table and summary in one process. */
public final class OrdersDemo {

  private OrdersDemo() {}

  /** Runs the demo for {@code --seconds}, or until Ctrl-C. */
  public static void main(String... arguments) throws Exception {
    Screen screen = Screen.ofProcess();
    DemoOptions options;
    try {
      options = DemoOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      screen.print(List.of(String.valueOf(e.getMessage())));
      System.exit(2);
      return;
    }
    screen.print(List.of("Seeding %,d orders ...".formatted(Shop.SEEDED_ORDERS)));
    // Spring sets the log up anew, so it is taken over afterwards.
    try (ConfigurableApplicationContext context =
        SpringApplication.run(OrdersApplication.class, "--server.port=" + options.port())) {
      ScreenLog.install(screen);
      PerformanceMonitor monitor = context.getBean(PerformanceMonitor.class);
      URI base =
          URI.create(
              "http://127.0.0.1:"
                  + context.getEnvironment().getRequiredProperty("local.server.port"));
      URI stats = base.resolve(monitor.http().endpoint().basePath());
      screen.print(
          List.of(
              "%d requests a second for %d s; Ctrl-C ends it early. Meanwhile open:"
                  .formatted(options.rate(), options.seconds()),
              "  " + stats + "?pretty=true"));
      // Rates are of the time with traffic, without the seeding.
      monitor.clear();
      Demo.run(options, List.of(base), stats, screen);
    }
  }
}
