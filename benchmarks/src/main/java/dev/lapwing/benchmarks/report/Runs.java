// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks in JVMs of their own. */
final class Runs {
  private final Mode mode;
  private final @Nullable String jvm;

  /**
   * Prepares runs.
   *
   * @param jvm the {@code java} to run them with; null for this process's
   */
  Runs(Mode mode, @Nullable String jvm) {
    this.mode = mode;
    this.jvm = jvm;
  }

  /** Runs benchmarks; those that fail or are not there are left out of the results, and told. */
  List<RunResult> run(Collection<Bench> benches) {
    Map<List<Object>, List<Bench>> alike = new LinkedHashMap<>();
    for (Bench bench : benches) {
      alike
          .computeIfAbsent(
              List.of(bench.threads(), bench.parameters()), threads -> new ArrayList<>())
          .add(bench);
    }
    List<RunResult> results = new ArrayList<>();
    alike.values().forEach(group -> results.addAll(runTogether(group)));
    return results;
  }

  private Collection<RunResult> runTogether(List<Bench> alike) {
    Map<String, String> parameters = alike.get(0).parameters();
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .threads(alike.get(0).threads())
            // Those with parameters are slow to set up, and measure thousands of small steps.
            .forks(parameters.isEmpty() ? mode.forks() : 1)
            .warmupIterations(mode.warmups())
            .warmupTime(TimeValue.milliseconds(mode.iterationMillis()))
            .measurementIterations(mode.measurements())
            .measurementTime(TimeValue.milliseconds(mode.iterationMillis()))
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT);
    parameters.forEach(options::param);
    for (Bench bench : alike) {
      options.include("^" + Pattern.quote(bench.fullName()) + "$");
    }
    if (jvm != null) {
      options.jvm(jvm);
    }
    System.out.println("Measuring " + alike.stream().map(Runs::text).toList());
    try {
      Collection<RunResult> results = new Runner(options.build()).run();
      Set<String> measured =
          results.stream()
              .map(result -> result.getParams().getBenchmark())
              .collect(Collectors.toSet());
      alike.stream()
          .filter(bench -> !measured.contains(bench.fullName()))
          .forEach(bench -> System.out.println("Failed: " + text(bench)));
      return results;
    } catch (NoBenchmarksException e) {
      System.out.println("There are no such benchmarks.");
    } catch (RunnerException e) {
      System.out.println("Failed: " + e);
    }
    return List.of();
  }

  private static String text(Bench bench) {
    return bench.name()
        + (bench.threads() == 1 ? "" : " on " + bench.threads() + " threads")
        + (bench.parameters().isEmpty() ? "" : " " + bench.parameters());
  }
}
