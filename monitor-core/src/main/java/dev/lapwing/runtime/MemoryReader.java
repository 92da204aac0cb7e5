// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.runtime;

import dev.lapwing.stats.StatsDocument;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the memory of the JVM; on the tick, since it asks the JVM and the operating system. */
public final class MemoryReader {
  private static final Path PROCESS_STATUS = Path.of("/proc/self/status");
  private static final String RSS = "VmRSS:";
  private static final long KIBIBYTE = 1_024;

  /** Made when memory is first read: to load the JVM's management takes tens of milliseconds. */
  private static final class Beans {
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();
    private static final @Nullable BufferPoolMXBean DIRECT_POOL =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .findAny()
            .orElse(null);
  }

  /** Returns the memory as it is now. */
  public StatsDocument.Memory read() {
    MemoryUsage heap = Beans.MEMORY.getHeapMemoryUsage();
    return new StatsDocument.Memory(
        heap.getUsed(),
        heap.getCommitted(),
        known(heap.getMax()),
        Beans.MEMORY.getNonHeapMemoryUsage().getUsed(),
        Beans.DIRECT_POOL == null ? null : known(Beans.DIRECT_POOL.getMemoryUsed()),
        residentSetBytes());
  }

  /** The management beans say -1 for what they do not know. */
  private static @Nullable Long known(long bytes) {
    return bytes < 0 ? null : bytes;
  }

  /** Returns the resident set as Linux tells it; null on other systems. */
  private static @Nullable Long residentSetBytes() {
    if (!Files.isReadable(PROCESS_STATUS)) {
      return null;
    }
    try {
      return residentSetBytes(Files.readAllLines(PROCESS_STATUS));
    } catch (IOException | NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Long residentSetBytes(List<String> status) {
    for (String line : status) {
      if (line.startsWith(RSS)) {
        String kibibytes = line.substring(RSS.length()).replace("kB", "").strip();
        return Long.parseLong(kibibytes) * KIBIBYTE;
      }
    }
    return null;
  }
}
