// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import dev.lapwing.examples.orders.Shop;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** What the main class of every example does: services, traffic, a live table and a summary. */
public final class Demo {

  private static final int NOT_EQUAL = 1;
  private static final int NOT_STARTED = 2;
  private static final long GOODBYE_MILLIS = 20_000;

  private Demo() {}

  /**
   * Starts services, sends traffic to them and shows what Lapwing says of it, for {@code --seconds}
   * or until Ctrl-C. The process ends with the code 1 when a service's count is not what was sent,
   * and with 2 when the command line is wrong or a port in use.
   *
   * @param arguments as {@link DemoOptions#parse} takes them; several services listen from the port
   *     on
   */
  public static void main(String[] arguments, OrdersService.Starter... starters) throws Exception {
    Screen screen = Screen.ofProcess();
    ScreenLog.install(screen);
    int code;
    try {
      code = serve(DemoOptions.parse(arguments), screen, starters) ? 0 : NOT_EQUAL;
    } catch (IllegalArgumentException | IOException e) {
      screen.print(List.of(String.valueOf(e.getMessage())));
      code = NOT_STARTED;
    }
    // Not exit, which waits for ever where Ctrl-C has begun to end the process; and not the end of
    // this thread, for idle threads of Javalin's would hold the process for a minute.
    Runtime.getRuntime().halt(code);
  }

  private static boolean serve(
      DemoOptions options, Screen screen, OrdersService.Starter... starters) throws Exception {
    screen.print(List.of("Seeding %,d orders for each service ...".formatted(Shop.SEEDED_ORDERS)));
    List<OrdersService> services = start(options, starters);
    try {
      return run(options, services, screen);
    } finally {
      OrdersService.closeAll(services);
    }
  }

  /**
   * Starts services, all at the same time.
   *
   * @throws Exception what the first of those that failed has thrown; the others are closed then
   */
  public static List<OrdersService> start(DemoOptions options, OrdersService.Starter... starters)
      throws Exception {
    List<FutureTask<OrdersService>> tasks = new ArrayList<>();
    for (int i = 0; i < starters.length; i++) {
      OrdersService.Starter starter = starters[i];
      int port = options.port(i);
      tasks.add(new FutureTask<>(() -> starter.start(port)));
    }
    tasks.forEach(task -> new Thread(task, "start").start());
    List<OrdersService> services = new ArrayList<>();
    Throwable failure = null;
    for (FutureTask<OrdersService> task : tasks) {
      try {
        services.add(task.get());
      } catch (ExecutionException e) {
        failure = failure == null ? e.getCause() : failure;
      }
    }
    if (failure == null) {
      return services;
    }
    OrdersService.closeAll(services);
    throw failure instanceof Exception e ? e : new IllegalStateException(failure);
  }

  /**
   * Sends traffic to services and shows their stats until the time is over or the process is asked
   * to end, as by Ctrl-C. Then too it prints the summary and returns, and the process waits for its
   * caller, so that the services can be closed in order.
   *
   * <p>The stats are read from each service's own endpoint, which is shown the token of the
   * environment, {@code LAPWING_TOKEN}, if there is one.
   *
   * @return whether Lapwing counted exactly what was sent, for each of the services
   */
  public static boolean run(DemoOptions options, List<OrdersService> services, Screen screen)
      throws IOException, InterruptedException {
    List<Watched> watched = new ArrayList<>();
    for (OrdersService service : services) {
      // Rates are of the time with traffic, without the seeding.
      service.monitor().clear();
      watched.add(Watched.of(service.name(), service.stats()));
    }
    screen.print(welcome(options, services));
    Traffic traffic =
        new Traffic(
            services.stream().map(OrdersService::base).toList(), options.rate(), options.seconds());
    Thread caller = Thread.currentThread();
    Thread goodbye = new Thread(() -> end(traffic, caller), "goodbye");
    Runtime.getRuntime().addShutdownHook(goodbye);
    try {
      return new Show(traffic, watched, screen).run();
    } finally {
      forget(goodbye);
    }
  }

  private static List<String> welcome(DemoOptions options, List<OrdersService> services) {
    long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
    List<String> lines = new ArrayList<>();
    lines.add(
        "All there %.1f s after the start of Java. %d requests a second for %d s; Ctrl-C ends it early. Meanwhile open:"
            .formatted(uptime / 1e3, options.rate(), options.seconds()));
    for (OrdersService service : services) {
      lines.add(
          "  %-15s %s/  %s?pretty=true".formatted(service.name(), service.base(), service.stats()));
    }
    return lines;
  }

  private static void end(Traffic traffic, Thread caller) {
    traffic.stop();
    try {
      caller.join(GOODBYE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook is what it waits for.
    }
  }
}
