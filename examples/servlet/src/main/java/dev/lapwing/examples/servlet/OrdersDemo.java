// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.servlet;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.examples.orders.Shop;
import dev.lapwing.examples.traffic.Demo;
import dev.lapwing.examples.traffic.DemoOptions;
import dev.lapwing.examples.traffic.Screen;
import dev.lapwing.examples.traffic.ScreenLog;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The main command: database, service, traffic, live table and summary in one process. */
public final class OrdersDemo {

  private static final Duration SLOW = Duration.ofMillis(500);
  private static final Duration VERY_SLOW = Duration.ofSeconds(2);

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
    OrdersServer.checkFree(options.port());
    screen.print(List.of("Seeding %,d orders ...".formatted(Shop.SEEDED_ORDERS)));
    try (PerformanceMonitor monitor =
            PerformanceMonitor.builder()
                .service("orders")
                .slowOperationThreshold(SLOW)
                .verySlowOperationThreshold(VERY_SLOW)
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
      screen.print(welcome(options, base));
      // Rates are of the time with traffic, without the seeding.
      monitor.clear();
      return Demo.run(
          options, List.of(base), base.resolve(monitor.http().endpoint().basePath()), screen);
    }
  }

  private static List<String> welcome(DemoOptions options, URI base) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d requests a second for %d s; Ctrl-C ends it early. Meanwhile open:"
            .formatted(options.rate(), options.seconds()));
    lines.add("  " + base + "/");
    StartPage.PATHS.forEach(path -> lines.add("  " + base + path));
    return lines;
  }
}
