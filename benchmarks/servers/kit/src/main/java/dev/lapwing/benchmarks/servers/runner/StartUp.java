// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.runner;

import dev.lapwing.benchmarks.servers.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Starts the trivial service of every variant again and again, in turn, and one at a time. */
final class StartUp {

  private static final double NANOS_PER_MILLI = 1e6;

  private final Path logs;
  private final int most;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Start> starts = new ArrayList<>();

  /**
   * @param most the most starts of each variant
   */
  StartUp(Path logs, int most) {
    this.logs = logs;
    this.most = most;
  }

  /**
   * Starts all of a framework's variants once for each turn that fits into the time, twice at
   * least.
   */
  void run(ServerModule module, long nanos) throws IOException {
    long begin = System.nanoTime();
    for (int turn = 0; turn < most; turn++) {
      if (turn >= 2 && (System.nanoTime() - begin) * (turn + 1) / turn > nanos) {
        return;
      }
      List<String> variants = new ArrayList<>(module.variants());
      Collections.rotate(variants, turn);
      for (String variant : variants) {
        starts.add(start(module, variant, turn));
      }
    }
  }

  List<Start> starts() {
    return Collections.unmodifiableList(starts);
  }

  private Start start(ServerModule module, String variant, int turn) throws IOException {
    try (ServerProcess server = ServerProcess.start(module, Service.TRIVIAL, variant, logs)) {
      HttpRequest first = HttpRequest.newBuilder(server.uri("/hello/first")).build();
      String answer = http.send(first, BodyHandlers.ofString()).body();
      double answered = server.nanosSinceStart() / NANOS_PER_MILLI;
      if (!answer.equals("hello first")) {
        throw new IOException(module.name() + ", " + variant + ", answered " + answer);
      }
      double ready = server.readyNanos() / NANOS_PER_MILLI;
      return new Start(module.name(), variant, turn, ready, answered);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a server started", e);
    }
  }

  /** The median of what a variant takes longer than a bare server, turn by turn. */
  static Estimate added(
      List<Start> starts, String framework, String variant, ToDoubleFunction<Start> time) {
    Map<Integer, Double> bare = byTurn(starts, framework, ServerModule.BARE, time);
    Map<Integer, Double> measured = byTurn(starts, framework, variant, time);
    return Estimate.median(
        measured.entrySet().stream()
            .filter(start -> bare.containsKey(start.getKey()))
            .mapToDouble(start -> start.getValue() - bare.getOrDefault(start.getKey(), 0.0))
            .toArray());
  }

  /** The median of a time of one variant. */
  static Estimate median(
      List<Start> starts, String framework, String variant, ToDoubleFunction<Start> time) {
    return Estimate.median(
        byTurn(starts, framework, variant, time).values().stream()
            .mapToDouble(Double::doubleValue)
            .toArray());
  }

  private static Map<Integer, Double> byTurn(
      List<Start> starts, String framework, String variant, ToDoubleFunction<Start> time) {
    return starts.stream()
        .filter(start -> start.framework().equals(framework) && start.variant().equals(variant))
        .collect(Collectors.toMap(Start::turn, time::applyAsDouble));
  }
}
