// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.javalin;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.examples.orders.Shop;
import dev.lapwing.examples.traffic.Demo;
import dev.lapwing.examples.traffic.DemoOptions;
import dev.lapwing.examples.traffic.Screen;
import dev.lapwing.examples.traffic.ScreenLog;
import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** The main command: database, service, traffic, live table and summary in one process. */
public final class OrdersDemo {

  private OrdersDemo() {}

  /** Runs the demo for {@code --seconds}, or until Ctrl-C. */
  public static void main(String... arguments) throws Exception {
    Screen screen = Screen.ofProcess();
    ScreenLog.install(screen);
    try {
      run(DemoOptions.parse(arguments), screen);
    } catch (IllegalArgumentException | IOException | JavalinBindException e) {
      screen.print(List.of(String.valueOf(e.getMessage())));
      System.exit(2);
    }
  }

  private static void run(DemoOptions options, Screen screen) throws Exception {
    screen.print(List.of("Seeding %,d orders ...".formatted(Shop.SEEDED_ORDERS)));
    try (PerformanceMonitor monitor = PerformanceMonitor.builder().service("orders").build();
        Shop shop = Shop.open(monitor)) {
      serve(options, shop, monitor, screen);
    }
  }

  /** Returns whether Lapwing counted exactly what was sent. */
  static boolean serve(DemoOptions options, Shop shop, PerformanceMonitor monitor, Screen screen)
      throws IOException, InterruptedException {
    Javalin app = OrdersApp.create(shop, monitor).start("127.0.0.1", options.port());
    try {
      URI base = URI.create("http://127.0.0.1:" + app.port());
      screen.print(List.of("Meanwhile open " + base + "/ and " + base + "/stats?pretty=true"));
      // Rates are of the time with traffic, without the seeding.
      monitor.clear();
      URI stats = base.resolve(monitor.http().endpoint().basePath());
      return Demo.run(options, List.of(base), stats, screen);
    } finally {
      app.stop();
    }
  }
}
