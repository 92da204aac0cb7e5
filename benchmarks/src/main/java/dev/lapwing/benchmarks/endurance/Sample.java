// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.endurance;

import dev.lapwing.stats.StatsDocument;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * The process at one moment.
 *
 * @param minute since the traffic began
 * @param liveBytes the heap right after a full collection
 * @param heldBytes what the monitors say that they hold of it: recorders and history
 * @param lapwingObjects how many objects of Lapwing's classes there are, without pieces of history
 * @param threads of the process
 * @param load of the machine, over the last minute
 * @param selves what the monitors say of themselves, in the order of the servers
 */
record Sample(
    double minute,
    long liveBytes,
    long heldBytes,
    long lapwingObjects,
    int threads,
    double load,
    List<StatsDocument.Self> selves) {

  Sample {
    selves = List.copyOf(selves);
  }

  static Sample take(double minute, long pid, List<Server> servers)
      throws IOException, InterruptedException {
    int threads = LiveHeap.threads(pid);
    List<StatsDocument.Self> selves = new ArrayList<>();
    for (Server server : servers) {
      selves.add(server.read().self());
    }
    LiveHeap heap = LiveHeap.of(pid);
    return new Sample(
        minute,
        heap.bytes(),
        selves.stream().mapToLong(StatsDocument.Self::bytesHeld).sum(),
        heap.lapwingObjects(),
        threads,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        selves);
  }

  /** Returns what is alive beside recorders and history, which have a bound of their own. */
  double restMegabytes() {
    return (liveBytes - heldBytes) / 1e6;
  }
}
