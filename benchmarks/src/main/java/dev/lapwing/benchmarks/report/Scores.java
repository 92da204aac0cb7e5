// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.report;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What one JVM was measured to need. */
final class Scores {
  private static final Map<String, Double> NANOS =
      Map.of("ns/op", 1.0, "us/op", 1e3, "ms/op", 1e6, "s/op", 1e9);
  private static final String BYTES = "gc.alloc.rate.norm";

  private final List<RunResult> results;
  private final Map<String, Long> footprints;

  /**
   * Takes what was measured.
   *
   * @param footprints bytes of heap by name, in the order to be told in
   */
  Scores(Collection<RunResult> results, Map<String, Long> footprints) {
    this.results = List.copyOf(results);
    this.footprints = Collections.unmodifiableMap(new LinkedHashMap<>(footprints));
  }

  List<RunResult> results() {
    return results;
  }

  Map<String, Long> footprints() {
    return footprints;
  }

  /** Returns the time of one operation, or null when it was not measured. */
  @Nullable Estimate nanos(Bench bench) {
    return estimate(bench, Scores::nanos);
  }

  /** Returns what one operation allocates, or null when it was not measured. */
  @Nullable Estimate bytes(Bench bench) {
    return estimate(bench, Scores::bytes);
  }

  @Nullable Estimate footprint(String name) {
    Long bytes = footprints.get(name);
    return bytes == null ? null : Estimate.exactly(bytes);
  }

  private @Nullable Estimate estimate(Bench bench, Function<RunResult, double[]> values) {
    return results.stream()
        .filter(result -> isOf(bench, result.getParams()))
        .map(values)
        .filter(measured -> measured.length > 0)
        .findFirst()
        .map(Estimate::of)
        .orElse(null);
  }

  private static boolean isOf(Bench bench, BenchmarkParams params) {
    return params.getBenchmark().equals(bench.fullName())
        && params.getThreads() == bench.threads()
        && bench.parameters().entrySet().stream()
            .allMatch(each -> each.getValue().equals(params.getParam(each.getKey())));
  }

  static double[] nanos(RunResult result) {
    double unit = NANOS.getOrDefault(result.getPrimaryResult().getScoreUnit(), Double.NaN);
    return iterations(result)
        .mapToDouble(each -> unit * each.getPrimaryResult().getScore())
        .toArray();
  }

  static double[] bytes(RunResult result) {
    return iterations(result)
        .map(each -> (Result<?>) each.getSecondaryResults().get(BYTES))
        .filter(each -> each != null)
        .mapToDouble(Result::getScore)
        .toArray();
  }

  /** Of all forks. */
  private static Stream<IterationResult> iterations(RunResult result) {
    return result.getBenchmarkResults().stream()
        .flatMap(fork -> fork.getIterationResults().stream());
  }
}
