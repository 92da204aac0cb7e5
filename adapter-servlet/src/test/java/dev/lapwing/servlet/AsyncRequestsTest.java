// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.servlet.containers.Containers;
import dev.lapwing.stats.OperationStats;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.util.EnumSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How requests end that go on after their thread has left. */
@ParameterizedClass
@EnumSource
class AsyncRequestsTest {
  @Parameter private Containers kind;

  private TestServer.App app() {
    return TestServer.app().on(kind);
  }

  private final ExecutorService worker = Executors.newCachedThreadPool();

  @AfterEach
  void stopWorker() {
    worker.shutdownNow();
  }

  private TestServer serving(Service service) {
    return app().servlet("/x", service).start();
  }

  @Test
  void completeWithinTheServiceIsTheEnd() {
    try (TestServer server =
        serving(
            (request, response) -> {
              AsyncContext async = request.startAsync(request, response);
              response.setStatus(201);
              async.complete();
            })) {
      assertThat(server.get("/x").statusCode()).isEqualTo(201);
      assertThat(server.recorded()).containsExactly("GET /x {201=1}");
    }
  }

  @Test
  void dispatchWithoutAPathGoesWhereItGoesWithoutTheFilter() {
    Service resuming =
        (request, response) -> {
          if (request.getDispatcherType() == DispatcherType.ASYNC) {
            response.getWriter().print("resumed " + request.getRequestURI());
          } else {
            request.startAsync().dispatch();
          }
        };
    Service forwarding =
        (request, response) -> {
          if (request.getDispatcherType() == DispatcherType.ASYNC) {
            response.getWriter().print("forwarded");
          } else {
            request.getRequestDispatcher("/x").forward(request, response);
          }
        };
    TestServer.App plain = app().withoutMonitor().servlet("/x", resuming).servlet("/f", forwarding);
    try (TestServer server = app().servlet("/x", resuming).servlet("/f", forwarding).start();
        TestServer alone = plain.start()) {
      assertThat(server.get("/x").body()).isEqualTo("resumed /x");
      assertThat(server.get("/f").body()).isEqualTo(alone.get("/f").body());
      assertThat(server.recorded()).containsExactlyInAnyOrder("GET /x {200=1}", "GET /f {200=1}");
    }
  }

  @Test
  void timeoutThatTheServiceAnswersIsRecordedAsTheClientSawIt() {
    try (TestServer server =
        serving(
            (request, response) -> {
              AsyncContext async = request.startAsync();
              async.setTimeout(50);
              async.addListener(
                  new OnTimeout() {
                    @Override
                    public void onTimeout(AsyncEvent event) {
                      Answers.send(event.getAsyncContext(), 202, "later");
                      event.getAsyncContext().complete();
                    }
                  });
            })) {
      assertThat(server.get("/x").statusCode()).isEqualTo(202);
      assertThat(server.recorded()).containsExactly("GET /x {202=1}");
    }
  }

  /**
   * Tomcat drops the connection then, with the filter and without; Jetty answers at the timeout.
   */
  @Test
  void failureAfterAsyncStartedIsAnError() throws IOException {
    try (TestServer server =
        serving(
            (request, response) -> {
              request.startAsync().setTimeout(50);
              throw new IllegalStateException("broken");
            })) {
      String answer =
          server.exchange("GET /x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(answer).startsWith(kind == Containers.TOMCAT ? "" : "HTTP/1.1 500");
      assertThat(server.recorded()).containsExactly("GET /x {500=1} errors=1");
    }
  }

  @Test
  void failureInADispatchIsAnErrorOfTheFirstRoute() {
    try (TestServer server =
        app()
            .servlet("/x", (request, response) -> request.startAsync().dispatch("/y"))
            .servlet(
                "/y",
                (request, response) -> {
                  throw new IllegalStateException("broken");
                })
            .start()) {
      assertThat(server.get("/x").statusCode()).isEqualTo(500);
      assertThat(server.recorded()).containsExactly("GET /x {500=1} errors=1");
    }
  }

  @Test
  void routeIsFrozenWhenTheFirstDispatchEnds() {
    CountDownLatch left = new CountDownLatch(1);
    Service service =
        (request, response) -> {
          request.setAttribute(LapwingFilter.ROUTE_ATTRIBUTE, "/first/{id}");
          AsyncContext async = request.startAsync();
          worker.execute(
              () -> {
                Waiting.on(left);
                request.setAttribute(LapwingFilter.ROUTE_ATTRIBUTE, "/error");
                async.complete();
              });
        };
    try (TestServer server = app().servlet("/x", service).leaving(left).start()) {
      server.get("/x");
      assertThat(server.recorded()).containsExactly("GET /first/{id} {200=1}");
    }
  }

  @Test
  void requestThatComesToTheFilterOnlyByADispatchIsNotMeasuredFromThere() {
    try (PerformanceMonitor own = PerformanceMonitor.builder().build();
        TestServer server =
            app()
                .withoutMonitor()
                .servlet("/whole", (request, response) -> request.startAsync().dispatch("/part"))
                .servlet("/part", Service.answering("part"))
                .afterInstall(
                    context -> {
                      var filter = context.addFilter("part", new LapwingFilter(own));
                      filter.setAsyncSupported(true);
                      filter.addMappingForUrlPatterns(
                          EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), true, "/part");
                    })
                .start()) {
      assertThat(server.get("/whole").body()).isEqualTo("part");
      assertThat(server.get("/part").body()).isEqualTo("part");
      await().until(() -> own.getStats("GET /part") != null);
      assertThat(own.getStats()).extracting(OperationStats::count).containsExactly(1L);
    }
  }

  /** Hears of timeouts alone. */
  private interface OnTimeout extends AsyncListener {
    @Override
    default void onComplete(AsyncEvent event) {}

    @Override
    default void onError(AsyncEvent event) {}

    @Override
    default void onStartAsync(AsyncEvent event) {}
  }
}
