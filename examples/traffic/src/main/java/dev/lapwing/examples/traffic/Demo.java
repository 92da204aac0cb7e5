// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import dev.lapwing.client.StatsClient;
import dev.lapwing.client.StatsClientBuilder;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsWindow;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Traffic, a live table and a summary for a service that runs in this process. */
public final class Demo {

  private static final long TABLE_MILLIS = 2_000;
  private static final long SETTLE_MILLIS = 5_000;
  private static final long SETTLE_STEP_NANOS = 50_000_000;
  private static final long GOODBYE_MILLIS = 20_000;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Traffic traffic;
  private final StatsClient stats;
  private final Screen screen;

  private Demo(Traffic traffic, StatsClient stats, Screen screen) {
    this.traffic = traffic;
    this.stats = stats;
    this.screen = screen;
  }

  /**
   * Sends traffic to a service and shows its stats until the time is over or the process is asked
   * to end, as by Ctrl-C. Then too it prints the summary and returns, and the process waits for its
   * caller, so that the service can be closed in order.
   *
   * @param targets bases of services on this machine, which take turns
   * @param stats the stats endpoint that covers all of them; it is shown the token of the
   *     environment, {@code LAPWING_TOKEN}, if there is one
   * @return whether Lapwing counted exactly what was sent
   */
  public static boolean run(DemoOptions options, List<URI> targets, URI stats, Screen screen)
      throws IOException, InterruptedException {
    Traffic traffic = new Traffic(targets, options.rate(), options.seconds());
    Thread caller = Thread.currentThread();
    Thread goodbye = new Thread(() -> end(traffic, caller), "goodbye");
    Runtime.getRuntime().addShutdownHook(goodbye);
    try {
      return new Demo(traffic, client(stats), screen).run();
    } finally {
      forget(goodbye);
    }
  }

  private static StatsClient client(URI stats) {
    StatsClientBuilder client = StatsClient.builder(Target.checked(stats)).timeout(PATIENCE);
    String token = System.getenv("LAPWING_TOKEN");
    return (token == null ? client : client.token(token)).build();
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

  private boolean run() throws IOException, InterruptedException {
    StatsDocument before = stats.poll(StatsWindow.TOTAL);
    long start = System.nanoTime();
    Thread sender = new Thread(this::send, "traffic-schedule");
    sender.setDaemon(true);
    sender.start();
    while (!joined(sender)) {
      showTable();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Settled settled = settle(before);
    screen.print(
        Summary.of(traffic.kinds(), traffic.tally(), settled.stats, settled.comparison, seconds));
    return settled.comparison.equal();
  }

  private void send() {
    try {
      traffic.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean joined(Thread sender) throws InterruptedException {
    sender.join(TABLE_MILLIS);
    return !sender.isAlive();
  }

  private void showTable() throws InterruptedException {
    try {
      screen.show(Table.of(stats.poll(StatsWindow.ONE_MINUTE)));
    } catch (IOException e) {
      screen.log("no stats: " + e.getMessage());
    }
  }

  private record Settled(StatsDocument stats, Comparison comparison) {}

  // A client has its last byte a moment before the server has counted the request.
  private Settled settle(StatsDocument before) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SETTLE_MILLIS);
    while (true) {
      StatsDocument after = stats.poll(StatsWindow.TOTAL);
      Comparison comparison = Comparison.of(traffic.tally(), before, after);
      if (comparison.equal() || System.nanoTime() > deadline) {
        return new Settled(after, comparison);
      }
      LockSupport.parkNanos(SETTLE_STEP_NANOS);
    }
  }
}
