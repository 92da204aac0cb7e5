// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.stats.OperationStats;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Ten instances of a verticle, each with a router of its own, on one port with one monitor. */
class VerticlesTest {
  private static final int INSTANCES = 10;
  private static final int REQUESTS = 2_000;

  private final ConcurrentLinkedQueue<Integer> ports = new ConcurrentLinkedQueue<>();

  @Test
  void instancesShareAMonitor() {
    Vertx vertx = Vertx.vertx();
    try (PerformanceMonitor monitor = PerformanceMonitor.builder().environment(Map.of()).build()) {
      TestServer.get(
          vertx.deployVerticle(
              () -> new Users(monitor), new DeploymentOptions().setInstances(INSTANCES)));
      assertThat(ports).hasSize(INSTANCES);
      HttpClientAgent client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(20));
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        String path = i % 10 == 0 ? "/boom/" + i : "/users/" + i;
        answers.add(
            client
                .request(HttpMethod.GET, ports.element(), "127.0.0.1", path)
                .compose(request -> request.send())
                .compose(response -> response.body().map(response.statusCode())));
      }
      TestServer.get(Future.all(answers));
      await()
          .untilAsserted(
              () -> {
                assertThat(monitor.getStats("GET /users/{id}"))
                    .isNotNull()
                    .returns(REQUESTS * 9L / 10, OperationStats::successCount);
                assertThat(monitor.getStats("GET /boom/{id}"))
                    .isNotNull()
                    .returns(REQUESTS / 10L, OperationStats::errorCount);
              });
      assertThat(monitor.getStats()).hasSize(2);
      TestServer.get(client.close());
    } finally {
      TestServer.get(vertx.close());
    }
  }

  /** A verticle with its own router. */
  private final class Users extends VerticleBase {
    private final PerformanceMonitor monitor;

    Users(PerformanceMonitor monitor) {
      this.monitor = monitor;
    }

    @Override
    public Future<?> start() {
      Router router = Router.router(vertx);
      router.get("/users/:id").handler(context -> context.end("user"));
      router
          .get("/boom/:id")
          .handler(
              context -> {
                throw new IllegalStateException("told to fail");
              });
      // Vert.x takes -1 for one free port that the instances share.
      return vertx
          .createHttpServer()
          .requestHandler(LapwingHandler.monitored(vertx, router, monitor))
          .listen(-1, "127.0.0.1")
          .onSuccess(server -> ports.add(server.actualPort()));
    }
  }
}
