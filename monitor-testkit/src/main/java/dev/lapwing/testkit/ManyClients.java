// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Clients that all send the same requests at the same time, each on a connection of its own. */
final class ManyClients {
  private static final long PATIENCE_SECONDS = 60;

  /** What each client asks for in turn, and the status that it must get. */
  private static final List<Ask> ASKS =
      List.of(
          new Ask(ContractRoutes.HELLO, 200),
          new Ask("/users/1", 200),
          new Ask("/status/201", 201),
          new Ask(ContractRoutes.HELLO, 200),
          new Ask("/status/404", 404),
          new Ask("/nowhere", 404),
          new Ask(ContractRoutes.ASYNC_HELLO, 200),
          new Ask("/status/503", 503),
          new Ask(ContractRoutes.HELLO, 200),
          new Ask(ContractRoutes.FAILURE, 500));

  private final TestedServer server;
  private final int clients;
  private final int requests;

  /**
   * @param requests of each client, a multiple of ten
   */
  ManyClients(TestedServer server, int clients, int requests) {
    this.server = server;
    this.clients = clients;
    this.requests = requests;
  }

  /** Sends everything, and checks every answer. */
  void run() {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    CountDownLatch ready = new CountDownLatch(clients);
    try {
      List<CompletableFuture<Void>> running = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        running.add(CompletableFuture.runAsync(() -> runClient(ready), threads));
      }
      running.forEach(CompletableFuture::join);
    } finally {
      threads.shutdownNow();
    }
  }

  private void runClient(CountDownLatch ready) {
    try (KeptConnection connection = new KeptConnection(server)) {
      ready.countDown();
      assertThat(ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("all are connected").isTrue();
      for (int i = 0; i < requests; i++) {
        Ask ask = ASKS.get(i % ASKS.size());
        Answer answer = connection.ask(RawConnection.request("GET", ask.path()));
        assertThat(answer.status()).as(ask.path()).isEqualTo(ask.status());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Ask(String path, int status) {}
}
