// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.runner;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Compares the variants of one framework and service. Each round of one variant is paired with the
 * round of the other that ran next to it; the mean of a fork's pairs is one sample. So the interval
 * tells what another run, with other JVMs, would give: the rounds of one JVM are not independent.
 * Where there is one fork only, each pair is a sample, and the interval tells of these JVMs alone.
 */
final class Comparison {

  private final List<Round> rounds;

  Comparison(List<Round> rounds) {
    this.rounds = rounds;
  }

  /** A measure of one variant. */
  Estimate mean(String variant, ToDoubleFunction<Round> measure) {
    return pairs(variant, variant, measure, (one, same) -> one);
  }

  /** How much more one variant takes than another. */
  Estimate difference(String variant, String base, ToDoubleFunction<Round> measure) {
    return pairs(variant, base, measure, (one, other) -> one - other);
  }

  /** How many times as much one variant has as another: the geometric mean. */
  Estimate ratio(String variant, String base, ToDoubleFunction<Round> measure) {
    return pairs(variant, base, measure, (one, other) -> Math.log(one / other)).map(Math::exp);
  }

  private Estimate pairs(
      String variant, String base, ToDoubleFunction<Round> measure, DoubleBinaryOperator compare) {
    boolean forked = rounds.stream().anyMatch(round -> round.fork() > 0);
    Function<Round, Integer> sample = forked ? Round::fork : Round::round;
    Collection<Double> samples =
        rounds.stream()
            .filter(round -> round.variant().equals(variant))
            .collect(
                Collectors.groupingBy(
                    sample,
                    TreeMap::new,
                    Collectors.averagingDouble(
                        round ->
                            compare.applyAsDouble(
                                measure.applyAsDouble(round),
                                measure.applyAsDouble(beside(round, base))))))
            .values();
    return Estimate.mean(samples.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private Round beside(Round round, String variant) {
    return rounds.stream()
        .filter(other -> other.variant().equals(variant))
        .filter(other -> other.fork() == round.fork() && other.round() == round.round())
        .findFirst()
        .orElseThrow();
  }
}
