// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.runner;

import dev.lapwing.benchmarks.servers.Service;
import dev.lapwing.benchmarks.servers.runner.Round.Place;
import dev.lapwing.benchmarks.servers.runner.ServerProcess.Counters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Measures the variants of one framework and service side by side. A fork is a fresh JVM of each
 * variant, all there at the same time; after a warm-up they are loaded in turn, in an order that
 * moves on by one with every round. What drifts on the machine so meets all variants alike, and
 * what a JVM happened to compile differs from fork to fork and shows in the interval.
 */
final class Rounds {

  private final ServerModule module;
  private final Service service;
  private final Plan plan;
  private final Path logs;
  private final Wrk wrk = new Wrk(Path.of("wrk"));
  private final LapwingCount count = new LapwingCount();
  private final List<Round> rounds = new ArrayList<>();
  private final List<Fork> forks = new ArrayList<>();

  Rounds(ServerModule module, Service service, Plan plan, Path logs) {
    this.module = module;
    this.service = service;
    this.plan = plan;
    this.logs = logs;
  }

  /** Runs as many forks as fit into the time, but one at least. */
  void run(long nanos) throws IOException {
    long start = System.nanoTime();
    long longest = 0;
    for (int fork = 0; fork == 0 || System.nanoTime() - start + longest < nanos; fork++) {
      long begin = System.nanoTime();
      fork(fork);
      longest = Math.max(longest, System.nanoTime() - begin);
    }
  }

  List<Round> rounds() {
    return Collections.unmodifiableList(rounds);
  }

  List<Fork> forks() {
    return Collections.unmodifiableList(forks);
  }

  private void fork(int fork) throws IOException {
    Map<String, ServerProcess> servers = new LinkedHashMap<>();
    try {
      for (String variant : rotated(fork)) {
        servers.put(variant, ServerProcess.start(module, service, variant, logs));
      }
      // With all that a kept round does: the first to read the stats has code compiled anew, too.
      for (int round = 0; round < plan.warmUpRounds(); round++) {
        turn(servers, fork, round, Plan.WARM_UP_ROUND_SECONDS, false);
      }
      for (int round = 0; round < plan.rounds(); round++) {
        rounds.addAll(turn(servers, fork, round, plan.roundSeconds(), plan.steady()));
      }
      for (String variant : module.variants()) {
        ServerProcess server = server(servers, variant);
        long resident = server.residentBytes();
        forks.add(
            new Fork(module.name(), service, variant, fork, resident, server.heapUsedBytes()));
      }
    } finally {
      servers.values().forEach(ServerProcess::close);
    }
  }

  /** Loads each variant once. */
  private List<Round> turn(
      Map<String, ServerProcess> servers, int fork, int round, int seconds, boolean steady)
      throws IOException {
    Place place = new Place(module.name(), service, fork, round);
    List<Round> turn = new ArrayList<>();
    for (String variant : rotated(fork + round)) {
      turn.add(round(place, variant, server(servers, variant), seconds, steady));
    }
    return turn;
  }

  private Round round(
      Place place, String variant, ServerProcess server, int seconds, boolean steady)
      throws IOException {
    boolean counts = variant.equals(ServerModule.LAPWING);
    long countedBefore = counts ? count.settled(server) : 0;
    Counters before = server.counters();
    Load load = wrk.load(server, service, seconds, steady);
    Counters after = server.counters();
    @Nullable Long counted = counts ? (Long) (count.settled(server) - countedBefore) : null;
    return Round.of(place, variant, load, before, after, counted);
  }

  private List<String> rotated(int distance) {
    List<String> variants = new ArrayList<>(module.variants());
    Collections.rotate(variants, distance);
    return variants;
  }

  private static ServerProcess server(Map<String, ServerProcess> servers, String variant) {
    ServerProcess server = servers.get(variant);
    if (server == null) {
      throw new IllegalStateException("no server of " + variant);
    }
    return server;
  }

  /** A time in nanoseconds. */
  static long seconds(double seconds) {
    return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
  }
}
