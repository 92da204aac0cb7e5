// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lapwing.benchmarks.servers.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class ComparisonTest {

  private static final int FORKS = 5;
  private static final int ROUNDS = 3;
  private static final int EXPERIMENTS = 2_000;

  @Property(tries = 20)
  void driftOfTheMachineCancelsOut(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.5, max = 2) double ratio) {
    Random random = new Random(seed);
    List<Round> rounds = new ArrayList<>();
    for (int fork = 0; fork < FORKS; fork++) {
      for (int round = 0; round < ROUNDS; round++) {
        double machine = 10 + 20 * random.nextDouble();
        rounds.add(round("bare", fork, round, machine));
        rounds.add(round("lapwing", fork, round, machine * ratio));
      }
    }

    Estimate estimate = new Comparison(rounds).ratio("lapwing", "bare", Round::cpuMicrosPerRequest);

    assertThat(estimate.value()).isCloseTo(ratio, within(1e-9));
    assertThat(estimate.low()).isCloseTo(ratio, within(1e-9));
    assertThat(estimate.high()).isCloseTo(ratio, within(1e-9));
  }

  @Property(tries = 10)
  void knownRatioLiesWithinTheIntervalAlsoWhenEachJvmDiffers(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.5, max = 2) double ratio) {
    Random random = new Random(seed);
    int hits = 0;
    for (int i = 0; i < EXPERIMENTS; i++) {
      Estimate estimate =
          new Comparison(experiment(random, ratio))
              .ratio("lapwing", "bare", Round::cpuMicrosPerRequest);
      hits += estimate.low() <= ratio && ratio <= estimate.high() ? 1 : 0;
    }

    assertThat((double) hits / EXPERIMENTS).isBetween(0.925, 0.975);
  }

  @Example
  void differenceIsThatOfThePairs() {
    List<Round> rounds =
        List.of(
            round("bare", 0, 0, 10),
            round("lapwing", 0, 0, 11),
            round("bare", 1, 0, 20),
            round("lapwing", 1, 0, 23));

    Estimate added =
        new Comparison(rounds).difference("lapwing", "bare", Round::cpuMicrosPerRequest);

    assertThat(added.value()).isEqualTo(2);
    assertThat(added.low()).isCloseTo(2 - 12.706, within(0.001));
    assertThat(added.samples()).isEqualTo(2);
  }

  @Example
  void roundsAreSamplesWhereThereIsOneFork() {
    List<Round> rounds =
        List.of(
            round("bare", 0, 0, 10),
            round("lapwing", 0, 0, 11),
            round("bare", 0, 1, 20),
            round("lapwing", 0, 1, 23),
            round("bare", 0, 2, 30),
            round("lapwing", 0, 2, 32));

    Estimate added =
        new Comparison(rounds).difference("lapwing", "bare", Round::cpuMicrosPerRequest);

    assertThat(added.value()).isEqualTo(2);
    assertThat(added.samples()).isEqualTo(3);
  }

  /** Every JVM is a few per cent off, and every round a little. */
  private static List<Round> experiment(Random random, double ratio) {
    List<Round> rounds = new ArrayList<>();
    for (int fork = 0; fork < FORKS; fork++) {
      double bare = 20 * noise(random, 0.03);
      double lapwing = 20 * ratio * noise(random, 0.03);
      for (int round = 0; round < ROUNDS; round++) {
        rounds.add(round("bare", fork, round, bare * noise(random, 0.01)));
        rounds.add(round("lapwing", fork, round, lapwing * noise(random, 0.01)));
      }
    }
    return rounds;
  }

  private static double noise(Random random, double deviation) {
    return Math.exp(deviation * random.nextGaussian());
  }

  private static Round round(String variant, int fork, int round, double cpuMicros) {
    Load load = new Load(1_000, 1_000_000, 0, 100, 200);
    return new Round("tomcat", Service.TRIVIAL, variant, fork, round, load, cpuMicros, 1_000, null);
  }
}
