// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.report;

import dev.lapwing.benchmarks.Footprints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures the micro benchmarks and says, target by target, where they stand. */
public final class Main {
  private static final String NEWER_JDK = "LAPWING_BENCH_JDK25";
  private static final int BAD_INPUT = 2;

  private Main() {}

  /**
   * Measures.
   *
   * @param arguments the mode ({@code bench}, {@code quick} or {@code full}) and the folder of the
   *     results
   */
  public static void main(String... arguments) {
    Locale.setDefault(Locale.ROOT);
    try {
      if (arguments.length != 2) {
        throw new IllegalArgumentException(
            "there are " + arguments.length + " arguments: wanted are MODE and OUTPUT_DIR");
      }
      run(Mode.parse(arguments[0]), Path.of(arguments[1]));
    } catch (IllegalArgumentException | IOException e) {
      System.err.println(e.getMessage());
      System.exit(BAD_INPUT);
    }
  }

  private static void run(Mode mode, Path folder) throws IOException {
    String newerJava = newerJava();
    Files.createDirectories(folder);
    System.out.println("Counting bytes");
    Map<String, Long> footprints = Footprints.measure();
    Scores scores = new Scores(new Runs(mode, null).run(Targets.benches(mode)), footprints);
    Scores newer =
        newerJava == null
            ? null
            : new Scores(new Runs(mode, newerJava).run(Targets.ON_NEWER_JDK), Map.of());
    MicroReport report = new MicroReport(mode, scores, newer);
    report.write(folder);
    System.out.println();
    List<String> lines = report.targets();
    lines.forEach(System.out::println);
  }

  /** Returns the {@code java} of the JDK that is given for virtual threads, or null. */
  private static @Nullable String newerJava() {
    String home = System.getProperty(NEWER_JDK, System.getenv(NEWER_JDK));
    if (home == null || home.isBlank()) {
      return null;
    }
    Path java = Path.of(home, "bin", "java");
    if (!Files.isExecutable(java)) {
      throw new IllegalArgumentException(
          NEWER_JDK + " is '" + home + "': it must be the home of a JDK, and there is no " + java);
    }
    return java.toString();
  }
}
