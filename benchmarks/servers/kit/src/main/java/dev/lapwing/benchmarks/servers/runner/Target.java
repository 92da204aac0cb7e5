// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.runner;

import static dev.lapwing.benchmarks.servers.runner.ServerModule.BARE;
import static dev.lapwing.benchmarks.servers.runner.ServerModule.LAPWING;

import dev.lapwing.benchmarks.servers.Service;
import java.util.ArrayList;
import java.util.List;

/**
 * What Lapwing promises of a framework, and what was measured.
 *
 * @param limit the bound, in words
 */
record Target(String framework, String what, Estimate measured, String limit, Verdict verdict) {

  private static final double MAX_CPU_MICROS = 1;
  private static final double MAX_BYTES = 200;
  private static final double MIN_THROUGHPUT = 0.96;
  private static final double MAX_P99_SHARE = 0.05;
  private static final double MAX_P99_MICROS = 50;
  private static final double MAX_START_UP_MILLIS = 50;

  /** Whether the whole interval lies within the limit, beyond it, or on both sides. */
  enum Verdict {
    MET,
    MISSED,
    OPEN;

    static Verdict atMost(Estimate measured, double limit) {
      return measured.high() <= limit ? MET : measured.low() > limit ? MISSED : OPEN;
    }

    static Verdict atLeast(Estimate measured, double limit) {
      return measured.low() >= limit ? MET : measured.high() < limit ? MISSED : OPEN;
    }
  }

  /** The targets of a framework that its loads on the trivial service decide. */
  static List<Target> ofLoads(ServerModule module, List<Round> all) {
    String name = module.name();
    Comparison rounds = trivial(module, all);
    List<Target> targets = new ArrayList<>();
    Estimate cpu = rounds.difference(LAPWING, BARE, Round::cpuMicrosPerRequest);
    targets.add(atMost(name, "CPU added, us per request", cpu, MAX_CPU_MICROS));
    Estimate bytes = rounds.difference(LAPWING, BARE, Round::bytesPerRequest);
    targets.add(atMost(name, "bytes added per request", bytes, MAX_BYTES));
    Estimate throughput = rounds.ratio(LAPWING, BARE, Round::requestsPerSecond);
    targets.add(atLeast(name, "throughput x bare", throughput, MIN_THROUGHPUT));
    targets.add(p99(module, rounds));
    for (String peer : module.peers()) {
      Estimate less = rounds.difference(LAPWING, peer, Round::cpuMicrosPerRequest);
      targets.add(atMost(name, "CPU more than " + peer + ", us per request", less, 0));
      Estimate fewer = rounds.difference(LAPWING, peer, Round::bytesPerRequest);
      targets.add(atMost(name, "bytes more than " + peer + " per request", fewer, 0));
      Estimate faster = rounds.ratio(LAPWING, peer, Round::requestsPerSecond);
      targets.add(atLeast(name, "throughput x " + peer, faster, 1));
    }
    return targets;
  }

  /** The target that a load tells which the server could answer several times over. */
  static Target ofSteadyLoads(ServerModule module, List<Round> all) {
    return p99(module, trivial(module, all));
  }

  private static Comparison trivial(ServerModule module, List<Round> all) {
    return new Comparison(
        all.stream()
            .filter(round -> round.framework().equals(module.name()))
            .filter(round -> round.service() == Service.TRIVIAL)
            .toList());
  }

  private static Target p99(ServerModule module, Comparison rounds) {
    double bare = rounds.mean(BARE, Round::p99Micros).value();
    Estimate added = rounds.difference(LAPWING, BARE, Round::p99Micros);
    double limit = Math.max(MAX_P99_SHARE * bare, MAX_P99_MICROS);
    return atMost(module.name(), "client p99 added, us", added, Math.rint(limit));
  }

  /** The target of a framework's start-up. */
  static Target ofStarts(ServerModule module, List<Start> starts) {
    Estimate added = StartUp.added(starts, module.name(), LAPWING, Start::answerMillis);
    return atMost(module.name(), "start-up added, ms", added, MAX_START_UP_MILLIS);
  }

  private static Target atMost(String framework, String what, Estimate measured, double limit) {
    return new Target(
        framework, what, measured, "at most " + limit, Verdict.atMost(measured, limit));
  }

  private static Target atLeast(String framework, String what, Estimate measured, double limit) {
    return new Target(
        framework, what, measured, "at least " + limit, Verdict.atLeast(measured, limit));
  }
}
