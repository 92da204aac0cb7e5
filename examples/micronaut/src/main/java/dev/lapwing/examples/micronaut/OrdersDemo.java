// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.micronaut;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.examples.orders.Shop;
import dev.lapwing.examples.traffic.Demo;
import dev.lapwing.examples.traffic.DemoOptions;
import dev.lapwing.examples.traffic.Screen;
import dev.lapwing.examples.traffic.ScreenLog;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.exceptions.ApplicationStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The service with traffic, a live table and a summary, in one process. */
public final class OrdersDemo {
  private static final int FREE_PORT = -1;

  private OrdersDemo() {}

  /** Runs the demo for {@code --seconds}, or until Ctrl-C. */
  public static void main(String... arguments) throws Exception {
    Screen screen = Screen.ofProcess();
    ScreenLog.install(screen);
    try {
      run(DemoOptions.parse(arguments), screen);
    } catch (IllegalArgumentException | ApplicationStartupException e) {
      screen.print(List.of(String.valueOf(e.getMessage())));
      System.exit(2);
    }
  }

  /** Returns whether Lapwing counted exactly what was sent. */
  static boolean run(DemoOptions options, Screen screen) throws Exception {
    screen.print(List.of("Seeding %,d orders ...".formatted(Shop.SEEDED_ORDERS)));
    int port = options.port() == 0 ? FREE_PORT : options.port();
    try (ApplicationContext context =
        ApplicationContext.run(Map.of("micronaut.server.port", port))) {
      URI base = context.getBean(EmbeddedServer.class).start().getURI();
      PerformanceMonitor monitor = context.getBean(PerformanceMonitor.class);
      URI stats = base.resolve(monitor.http().endpoint().basePath());
      screen.print(
          List.of(
              "%d requests a second for %d s; Ctrl-C ends it early. Meanwhile open:"
                  .formatted(options.rate(), options.seconds()),
              "  " + base + "/",
              "  " + stats + "?pretty=true"));
      // Rates are of the time with traffic, without the seeding.
      monitor.clear();
      return Demo.run(options, List.of(base), stats, screen);
    }
  }
}
