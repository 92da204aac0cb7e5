// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.vertx;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.examples.orders.Shop;
import dev.lapwing.examples.traffic.Demo;
import dev.lapwing.examples.traffic.DemoOptions;
import dev.lapwing.examples.traffic.Screen;
import dev.lapwing.examples.traffic.ScreenLog;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Database, service, traffic, live table and summary in one process. */
public final class OrdersDemo {
  private OrdersDemo() {}

  /** Runs the demo for {@code --seconds}, or until Ctrl-C. */
  public static void main(String... arguments) throws Exception {
    Screen screen = Screen.ofProcess();
    ScreenLog.install(screen);
    try {
      run(DemoOptions.parse(arguments), screen);
    } catch (IllegalArgumentException | IOException e) {
      screen.print(List.of(String.valueOf(e.getMessage())));
      System.exit(2);
    }
  }

  private static void run(DemoOptions options, Screen screen) throws Exception {
    OrdersServer.freePort(options.port());
    screen.print(List.of("Seeding %,d orders ...".formatted(Shop.SEEDED_ORDERS)));
    try (PerformanceMonitor monitor =
            PerformanceMonitor.builder()
                .service("orders")
                .slowOperationThreshold(Duration.ofMillis(500))
                .verySlowOperationThreshold(Duration.ofSeconds(2))
                .build();
        Shop shop = Shop.open(monitor)) {
      serve(options, shop, monitor, screen);
    }
  }

  /** Returns whether Lapwing counted exactly what was sent. */
  static boolean serve(DemoOptions options, Shop shop, PerformanceMonitor monitor, Screen screen)
      throws Exception {
    try (OrdersServer server = OrdersServer.start(options.port(), shop, monitor)) {
      URI base = server.uri();
      screen.print(List.of("Meanwhile open " + base + "/stats?pretty=true"));
      // Rates are of the time with traffic, without the seeding.
      monitor.clear();
      return Demo.run(
          options, List.of(base), base.resolve(monitor.http().endpoint().basePath()), screen);
    }
  }
}
