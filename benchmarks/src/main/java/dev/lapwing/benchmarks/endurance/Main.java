// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.endurance;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Runs the showcase under load in a small heap and watches it from outside: its live heap, its
 * threads, its ticks, and what its six monitors counted against what was sent.
 */
public final class Main {
  private static final long STEP_SECONDS = 20;
  private static final int STEPS_PER_SAMPLE = 3;
  private static final long FIRST_STEP_SECONDS = 10;
  private static final double NANOS_PER_MINUTE = 6e10;
  private static final int NOT_MET = 1;
  private static final int NOT_RUN = 2;

  private Main() {}

  /** Exits with 1 when a condition is not met, and with 2 when there is no result at all. */
  public static void main(String... arguments) throws InterruptedException {
    Locale.setDefault(Locale.ROOT);
    try {
      Options options = Options.parse(arguments);
      Files.createDirectories(options.output());
      if (!run(options)) {
        System.exit(NOT_MET);
      }
    } catch (IllegalArgumentException | IOException e) {
      System.err.println(e.getMessage());
      System.exit(NOT_RUN);
    }
  }

  private static boolean run(Options options) throws IOException, InterruptedException {
    try (ShowcaseProcess showcase = ShowcaseProcess.start(options);
        IdleThread idle = IdleThread.start()) {
      System.out.println("What the showcase prints is in " + showcase.log());
      List<Server> servers = showcase.awaitServers();
      List<Sample> samples = watch(options, showcase, servers);
      boolean equalCounts = showcase.awaitEqualCounts();
      Result result =
          Result.of(options, servers, samples, equalCounts, idle.latest(), showcase.summary());
      ResultWriter.write(result, options.output());
      return result.met();
    }
  }

  /** Takes a sample each minute, the last one shortly before the end. */
  private static List<Sample> watch(Options options, ShowcaseProcess showcase, List<Server> servers)
      throws IOException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    long start = System.nanoTime();
    long steps = TimeUnit.MINUTES.toSeconds(options.minutes()) / STEP_SECONDS;
    for (long step = 0; step < steps; step++) {
      long due = start + TimeUnit.SECONDS.toNanos(FIRST_STEP_SECONDS + step * STEP_SECONDS);
      if (!showcase.runsAfter(Math.max(0, due - System.nanoTime()))) {
        throw new IOException("the showcase ended before its time, see " + showcase.log());
      }
      for (Server server : servers) {
        server.readTicks();
      }
      if (step % STEPS_PER_SAMPLE == STEPS_PER_SAMPLE - 1) {
        double minute = (System.nanoTime() - start) / NANOS_PER_MINUTE;
        Sample sample = Sample.take(minute, showcase.pid(), servers);
        samples.add(sample);
        System.out.printf(
            "minute %4.1f: %.1f MB alive, %d threads, load %.1f%n",
            minute, sample.liveBytes() / 1e6, sample.threads(), sample.load());
      }
    }
    return samples;
  }
}
