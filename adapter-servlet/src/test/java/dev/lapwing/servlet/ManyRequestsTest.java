// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.servlet.containers.Containers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Many requests, one after another on one connection and at the same time on many. */
@ParameterizedClass
@EnumSource
class ManyRequestsTest {
  @Parameter private Containers kind;

  private TestServer.App app() {
    return TestServer.app().on(kind);
  }

  private static final int CLIENTS = 50;
  private static final int REQUESTS = 100;

  /** Answers /x/200 with 200, and fails at /x/0. */
  private static final Service AS_TOLD =
      (request, response) -> {
        int status = Integer.parseInt(request.getPathInfo().substring(1));
        if (status == 0) {
          throw new IllegalStateException("told to fail");
        }
        response.sendError(status);
      };

  @Test
  void pipelinedRequestsOfOneConnectionCountOneByOne() throws IOException {
    try (TestServer server =
        app().servlet("/x/*", AS_TOLD).servlet("/y", Service.answering("y")).start()) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 10; i++) {
        String path = i % 2 == 0 ? "/y" : "/x/404";
        String last = i == 9 ? "Connection: close\r\n" : "";
        requests.append("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + last + "\r\n");
      }
      String answers = server.exchange(requests.toString());
      assertThat(Pattern.compile("HTTP/1.1 ").matcher(answers).results().count()).isEqualTo(10);
      assertThat(server.recorded())
          .containsExactlyInAnyOrder("GET /x/{path...} {404=5}", "GET /y {200=5}");
    }
  }

  @Test
  void requestsOfManyClientsAreAllCounted() {
    int[] statuses = {200, 201, 404, 503, 0};
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (TestServer server = app().servlet("/x/*", AS_TOLD).start()) {
      List<CompletableFuture<Void>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        running.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int n = 0; n < REQUESTS; n++) {
                    server.get("/x/" + statuses[n % statuses.length]);
                  }
                },
                clients));
      }
      running.forEach(CompletableFuture::join);
      assertThat(server.stats("GET /x/{path...}").statuses())
          .containsOnly(
              Map.entry("200", 1_000L),
              Map.entry("201", 1_000L),
              Map.entry("404", 1_000L),
              Map.entry("500", 1_000L),
              Map.entry("503", 1_000L));
      assertThat(server.stats("GET /x/{path...}").errorCount()).isEqualTo(2_000);
      assertThat(server.document().self().swallowedErrors()).isZero();
      assertThat(server.document().activeRequestsPeak()).isBetween(1L, (long) CLIENTS);
    } finally {
      clients.shutdownNow();
    }
  }
}
