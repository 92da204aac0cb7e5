// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.testkit.Script.Held;
import dev.lapwing.testkit.Script.Round;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** The rounds of a {@link Script} on a server, as an internal operation each. */
final class ScriptPlay implements AutoCloseable {
  static final String ROUND = "script.round";

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final TestedServer server;
  private final ScriptTally tally;
  private final ExecutorService threads = Executors.newFixedThreadPool(Script.CLIENTS);
  private final List<KeptConnection> clients = new ArrayList<>();
  private final List<KeptConnection> holders = new ArrayList<>();

  ScriptPlay(TestedServer server, ScriptTally tally) {
    this.server = server;
    this.tally = tally;
  }

  /**
   * Plays all rounds.
   *
   * @return the list of requests in flight, as it was while those of the last round were held
   */
  JsonNode play(List<Round> rounds) {
    JsonNode active = null;
    for (int i = 0; i < rounds.size(); i++) {
      Round round = rounds.get(i);
      active =
          server
              .monitor()
              .trackOperation(ROUND, () -> play(round), Map.of("round", Integer.toString(i)));
      server.time().advance(PAUSE);
    }
    if (active == null) {
      throw new IllegalArgumentException("a script has at least one round");
    }
    return active;
  }

  private JsonNode play(Round round) {
    long start = server.time().nanoTime();
    List<AtGate> atGate = new ArrayList<>();
    for (Held held : round.held()) {
      KeptConnection connection = connection(holders, atGate.size());
      moveTo(start + held.beginNanos());
      connection.send(held.request().bytes(held.traceHeader()));
      atGate.add(new AtGate(held, connection, server.gate().awaitHeld()));
    }
    sendAtOnce(round.clients());
    server.awaitRecorded(tally.count(), atGate.size());
    JsonNode active = Replies.parse(server.get("/stats/active").asString());
    atGate.sort(Comparator.comparing(each -> each.held.endNanos()));
    int left = atGate.size();
    for (AtGate each : atGate) {
      moveTo(start + each.held.endNanos());
      each.release.run();
      check(each.held.request(), each.connection);
      tally.add(each.held.request(), each.held.nanos());
      left--;
      server.awaitRecorded(tally.count(), left);
    }
    return active;
  }

  /** Has every client send its requests, all clients at the same time. */
  private void sendAtOnce(List<List<ScriptRequest>> requests) {
    List<CompletableFuture<Void>> running = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      KeptConnection connection = connection(clients, i);
      List<ScriptRequest> mine = requests.get(i);
      running.add(CompletableFuture.runAsync(() -> send(connection, mine), threads));
      mine.forEach(request -> tally.add(request, 0));
    }
    running.forEach(CompletableFuture::join);
  }

  private KeptConnection connection(List<KeptConnection> connections, int index) {
    if (index == connections.size()) {
      connections.add(new KeptConnection(server));
    }
    return connections.get(index);
  }

  private static void send(KeptConnection connection, List<ScriptRequest> requests) {
    for (ScriptRequest request : requests) {
      connection.send(request.bytes());
      check(request, connection);
    }
  }

  private static void check(ScriptRequest request, KeptConnection connection) {
    String name = request.method() + " " + request.target();
    Answer answer;
    try {
      answer = connection.read();
    } catch (UncheckedIOException e) {
      throw new AssertionError("no answer to " + name, e);
    }
    assertThat(answer.status()).as(name).isEqualTo(request.status());
    if (!request.text().isEmpty()) {
      assertThat(answer.body()).as(name).isEqualTo(request.text());
    }
  }

  private void moveTo(long nanos) {
    server.time().advance(Duration.ofNanos(nanos - server.time().nanoTime()));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    clients.forEach(KeptConnection::close);
    holders.forEach(KeptConnection::close);
  }

  /** A request that is held, and what lets it through. */
  private record AtGate(Held held, KeptConnection connection, Runnable release) {}
}
