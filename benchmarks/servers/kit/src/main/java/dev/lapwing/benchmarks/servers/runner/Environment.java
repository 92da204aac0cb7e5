// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Where and when was measured. */
record Environment(
    String at,
    String commit,
    String jdk,
    List<String> flags,
    String cpu,
    int processors,
    String kernel,
    String wrk) {

  static Environment here() throws IOException {
    return new Environment(
        Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(),
        firstLine("git", "describe", "--always", "--dirty"),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        ServerProcess.flags(),
        cpuModel(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        firstLine("wrk", "--version").replaceFirst(" \\[.*", ""));
  }

  private static String cpuModel() throws IOException {
    return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.replaceFirst("[^:]*:\\s*", ""))
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  private static String firstLine(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return output.lines().filter(line -> !line.startsWith("fatal")).findFirst().orElse("unknown");
  }
}
