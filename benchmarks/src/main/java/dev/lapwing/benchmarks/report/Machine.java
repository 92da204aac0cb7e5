// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where and when something was measured.
 *
 * @param jdk name and version of this process's JVM
 * @param cpu name of the processor, as Linux tells it
 * @param processors how many of it the JVM may use
 * @param kernel name and version of the operating system
 * @param date when, in UTC
 */
public record Machine(String jdk, String cpu, int processors, String kernel, Instant date) {
  private static final Path CPUS = Path.of("/proc/cpuinfo");

  /** Returns this machine, now. */
  public static Machine here() {
    return new Machine(
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        cpuName(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  private static String cpuName() {
    try {
      return Files.readAllLines(CPUS).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return System.getProperty("os.arch", "unknown");
    }
  }

  /** Returns all of it in one line. */
  public String text() {
    return "%s; %d x %s; %s; %s".formatted(jdk, processors, cpu, kernel, date);
  }
}
