// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process has used since it started. */
final class ProcessCounters {

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final AllocatedBytes allocated = new AllocatedBytes();

  /** One line of JSON: CPU time of all threads, and bytes that they allocated. */
  String read() {
    return "{\"cpuNanos\":%d,\"allocatedBytes\":%d}"
        .formatted(system.getProcessCpuTime(), allocated.read());
  }

  /** One line of JSON: what lives on the heap, after a collection for the purpose. */
  static String heap() {
    System.gc();
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return "{\"heapUsedBytes\":%d}".formatted(used);
  }
}
