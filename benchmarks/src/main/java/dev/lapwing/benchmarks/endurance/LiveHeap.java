// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.endurance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is alive in the heap of another JVM, counted object by object right after a full collection,
 * while all of its threads stand still.
 *
 * @param bytes of all objects
 * @param lapwingObjects how many objects are of Lapwing's own classes; without pieces of history
 *     and samples of slow calls, which grow in number up to a bound
 */
record LiveHeap(long bytes, long lapwingObjects) {
  private static final Pattern ROW =
      Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+)(?: \\(.*\\))?");
  private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)\\s*");

  private static final List<String> BOUNDED =
      List.of(
          "dev.lapwing.window.Piece",
          "dev.lapwing.stats.SlowOperation",
          "dev.lapwing.events.SlowOperationStore$Kept");

  /**
   * Counts.
   *
   * @throws IOException if the JVM does not answer
   */
  static LiveHeap of(long pid) throws IOException, InterruptedException {
    return parse(jcmd(pid, "GC.class_histogram"));
  }

  static LiveHeap parse(List<String> histogram) throws IOException {
    long own = 0;
    for (String line : histogram) {
      Matcher row = ROW.matcher(line);
      Matcher total = TOTAL.matcher(line);
      if (row.matches() && isOwn(row.group(2))) {
        own += Long.parseLong(row.group(1));
      } else if (total.matches()) {
        return new LiveHeap(Long.parseLong(total.group(1)), own);
      }
    }
    throw new IOException("no total in the histogram of classes: " + histogram);
  }

  private static boolean isOwn(String className) {
    return className.contains("dev.lapwing.")
        && !className.contains("dev.lapwing.examples.")
        && !BOUNDED.contains(className);
  }

  /** Returns how many threads the JVM has. */
  static int threads(long pid) throws IOException, InterruptedException {
    String name = "java.threads.live=";
    return jcmd(pid, "PerfCounter.print").stream()
        .filter(line -> line.startsWith(name))
        .mapToInt(line -> Integer.parseInt(line.substring(name.length()).strip()))
        .findFirst()
        .orElseThrow(() -> new IOException("the JVM does not tell its threads"));
  }

  private static List<String> jcmd(long pid, String command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                command)
            .redirectErrorStream(true)
            .start();
    List<String> lines;
    try (var reader = process.inputReader()) {
      lines = reader.lines().toList();
    }
    if (process.waitFor() != 0) {
      throw new IOException("jcmd " + command + " failed: " + lines);
    }
    return lines;
  }
}
