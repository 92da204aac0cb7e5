// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.endurance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The showcase in a JVM of its own: six servers, and the traffic that they are asked. */
final class ShowcaseProcess implements AutoCloseable {
  /** Small enough to leave room for what is measured, and sold out after some minutes. */
  static final List<String> SHOP = List.of("-Dshop.orders=2000", "-Dshop.stock=8");

  private static final String MAIN = "dev.lapwing.examples.showcase.Showcase";
  private static final Pattern SERVER =
      Pattern.compile("  (.{15}) http://\\S+/  (http://127\\.0\\.0\\.1:\\d+/\\S*)\\?pretty=true");
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final long STEP_MILLIS = 100;

  private final Process process;
  private final Path log;

  private ShowcaseProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it; what it prints goes to a file beside the results of the build. */
  static ShowcaseProcess start(Options options) throws IOException {
    Path log = Files.createTempFile("lapwing-endurance-", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + options.heap() + "m",
            "-XX:+ExitOnOutOfMemoryError",
            SHOP.get(0),
            SHOP.get(1),
            "-cp",
            options.classPath(),
            MAIN,
            "--port=0",
            "--rate=" + options.rate(),
            "--seconds=" + TimeUnit.MINUTES.toSeconds(options.minutes()));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new ShowcaseProcess(builder.start(), log);
  }

  /**
   * Returns the servers, once the traffic to them has begun.
   *
   * @throws IOException if the process ends before, or needs too long
   */
  List<Server> awaitServers() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      List<Server> servers = printedServers();
      if (!servers.isEmpty()) {
        return servers;
      }
      if (process.waitFor(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException("the showcase ended before it was there, see " + log);
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("the showcase was not there in " + PATIENCE + ", see " + log);
      }
    }
  }

  // All in one piece, before the first request is sent.
  private List<Server> printedServers() throws IOException {
    return Files.readAllLines(log).stream()
        .map(SERVER::matcher)
        .filter(Matcher::matches)
        .map(match -> new Server(match.group(1).strip(), URI.create(match.group(2))))
        .toList();
  }

  /** Waits, and returns whether the process still runs. */
  boolean runsAfter(long nanos) throws InterruptedException {
    return !process.waitFor(nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * Waits for the end and returns whether every server counted what was sent to it.
   *
   * @throws IOException if it does not end in time
   */
  boolean awaitEqualCounts() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IOException("the showcase did not end, see " + log);
    }
    return process.exitValue() == 0;
  }

  /** Returns what it printed at its end: what was sent, and what was counted. */
  List<String> summary() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.stream()
        .dropWhile(line -> !line.startsWith("Summary:"))
        .takeWhile(line -> !line.startsWith("operation, "))
        .map(String::stripTrailing)
        .toList();
  }

  long pid() {
    return process.pid();
  }

  Path log() {
    return log;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
