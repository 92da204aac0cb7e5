// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.adapters;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.ListStatistics;

/**
 * Runs benchmarks in rounds, the variants of each one after another, and prints what each variant
 * adds to the bare request of the same round. Takes JMH's own options; {@code -f} says how many
 * rounds.
 */
public final class AddedCost {
  private static final int ROUNDS = 5;
  private static final double CONFIDENCE = 0.95;
  private static final String BYTES = "gc.alloc.rate.norm";

  private final Map<String, Samples> samples = new TreeMap<>();

  private AddedCost() {}

  /** Measures and prints. */
  public static void main(String[] args) throws CommandLineOptionException, RunnerException {
    CommandLineOptions given = new CommandLineOptions(args);
    Options options =
        new OptionsBuilder().parent(given).forks(1).addProfiler(GCProfiler.class).build();
    AddedCost costs = new AddedCost();
    for (int round = 0; round < given.getForkCount().orElse(ROUNDS); round++) {
      for (RunResult result : new Runner(options).run()) {
        costs.add(result);
      }
    }
    costs.print();
  }

  private void add(RunResult result) {
    String name = result.getParams().getBenchmark();
    Variant variant = Variant.valueOf(result.getParams().getParam("variant"));
    Samples of = samples.computeIfAbsent(name.substring(packageLength()), it -> new Samples());
    of.add(
        variant,
        result.getPrimaryResult().getScore(),
        requireNonNull(result.getSecondaryResults().get(BYTES)).getScore());
  }

  private static int packageLength() {
    return AddedCost.class.getPackageName().length() + 1;
  }

  private void print() {
    System.out.println("| request | bare, ns | added by | ns | bytes |");
    System.out.println("|---|---|---|---|---|");
    samples.forEach(
        (name, of) -> {
          print(name, of, Variant.LAPWING);
          print(name, of, Variant.PEER);
        });
  }

  private static void print(String name, Samples of, Variant variant) {
    ListStatistics nanos = added(of.nanos, variant);
    ListStatistics bytes = added(of.bytes, variant);
    if (nanos.getN() > 0) {
      System.out.printf(
          Locale.ROOT,
          "| `%s` | %.0f | %s | %s | %s |%n",
          name,
          of.bareNanos(),
          variant,
          text(nanos),
          text(bytes));
    }
  }

  /** The mean and its error, which JMH tells of three rounds and more. */
  private static String text(ListStatistics rounds) {
    String mean = String.format(Locale.ROOT, "%.0f", rounds.getMean());
    return rounds.getN() < 3
        ? mean
        : mean + String.format(Locale.ROOT, " ± %.0f", rounds.getMeanErrorAt(CONFIDENCE));
  }

  private static ListStatistics added(Map<Variant, List<Double>> by, Variant variant) {
    ListStatistics differences = new ListStatistics();
    List<Double> bare = by.getOrDefault(Variant.BARE, List.of());
    List<Double> with = by.getOrDefault(variant, List.of());
    for (int round = 0; round < with.size(); round++) {
      differences.addValue(with.get(round) - bare.get(round));
    }
    return differences;
  }

  /** One number of each round, by variant. */
  private static final class Samples {
    final Map<Variant, List<Double>> nanos = new EnumMap<>(Variant.class);
    final Map<Variant, List<Double>> bytes = new EnumMap<>(Variant.class);

    void add(Variant variant, double nanosTaken, double bytesTaken) {
      nanos.computeIfAbsent(variant, it -> new ArrayList<>()).add(nanosTaken);
      bytes.computeIfAbsent(variant, it -> new ArrayList<>()).add(bytesTaken);
    }

    double bareNanos() {
      return nanos.getOrDefault(Variant.BARE, List.of()).stream()
          .mapToDouble(Double::doubleValue)
          .average()
          .orElse(Double.NaN);
    }
  }
}
