// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsWindow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Traffic, and beside it the table of what the services say of it; at the end the summary. */
final class Show {

  private static final long TABLE_MILLIS = 2_000;
  private static final long SETTLE_MILLIS = 5_000;
  private static final long SETTLE_STEP_NANOS = 50_000_000;

  private final Traffic traffic;
  private final List<Watched> services;
  private final List<String> names;
  private final Screen screen;

  /**
   * Prepares it.
   *
   * @param services in the order of the traffic's targets
   */
  Show(Traffic traffic, List<Watched> services, Screen screen) {
    this.traffic = traffic;
    this.services = services;
    this.screen = screen;
    names = services.stream().map(Watched::name).toList();
  }

  /** Returns whether each service has counted what was sent to it. */
  boolean run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Thread sender = new Thread(this::send, "traffic-schedule");
    sender.setDaemon(true);
    sender.start();
    while (!joined(sender)) {
      showTable();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Settled settled = settle();
    screen.print(Summary.of(traffic, names, settled.comparisons, seconds));
    screen.print(
        names.size() == 1
            ? Table.slowest(settled.stats.get(0))
            : SideBySide.of(names, settled.stats));
    return settled.comparisons.stream().allMatch(Comparison::equal);
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
      List<StatsDocument> stats = poll(StatsWindow.ONE_MINUTE);
      screen.show(names.size() == 1 ? Table.of(stats.get(0)) : SideBySide.of(names, stats));
    } catch (IOException e) {
      screen.log("no stats: " + e.getMessage());
    }
  }

  private List<StatsDocument> poll(StatsWindow window) throws IOException, InterruptedException {
    List<StatsDocument> documents = new ArrayList<>();
    for (Watched service : services) {
      documents.add(service.stats().poll(window));
    }
    return documents;
  }

  private record Settled(List<StatsDocument> stats, List<Comparison> comparisons) {}

  // A client has its last byte a moment before the server has counted the request.
  private Settled settle() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SETTLE_MILLIS);
    while (true) {
      List<StatsDocument> after = poll(StatsWindow.TOTAL);
      List<Comparison> comparisons = new ArrayList<>();
      for (int i = 0; i < services.size(); i++) {
        comparisons.add(
            Comparison.of(traffic.tallies().get(i), services.get(i).before(), after.get(i)));
      }
      if (comparisons.stream().allMatch(Comparison::equal) || System.nanoTime() > deadline) {
        return new Settled(after, comparisons);
      }
      LockSupport.parkNanos(SETTLE_STEP_NANOS);
    }
  }
}
