// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lapwing.PerformanceMonitorBuilder;
import io.vertx.ext.web.AllowForwardHeaders;
import io.vertx.ext.web.Router;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Where the stats endpoint is served, and to whom. */
class StatsRouterTest {

  private static void mountStats(TestServer server, Router router) {
    router.route().subRouter(LapwingHandler.statsRouter(server.vertx(), server.monitor()));
  }

  private static TestServer with(
      Consumer<PerformanceMonitorBuilder> settings, TestServer.Service service) {
    return TestServer.monitored(settings, service);
  }

  @Test
  void endpointIsServedAtItsPathAndBelow() {
    try (TestServer server =
        with(builder -> builder.path("/internal/numbers"), StatsRouterTest::mountStats)) {
      for (String path : List.of("/internal/numbers", "/internal/numbers/")) {
        HttpResponse<String> document = server.get(path + "?pretty=true");
        assertThat(document.statusCode()).isEqualTo(200);
        assertThat(document.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(document.body()).contains("lapwing.stats/1", "\"activeRequests\" : 0");
      }
      assertThat(server.send("POST", "/internal/numbers/clear", "Content-Type", "application/json"))
          .returns(204, HttpResponse::statusCode);
      assertThat(server.get("/internal/numbers/none").statusCode()).isEqualTo(404);
      assertThat(server.get("/stats").statusCode()).isEqualTo(404);
      server.assertRecorded("GET (unmatched) {404=1}");
    }
  }

  @Test
  void disabledMonitorServesAnEmptyDocument() {
    try (TestServer server =
        with(
            builder -> builder.enabled(false),
            (start, root) -> {
              mountStats(start, root);
              root.get("/users/:id").handler(context -> context.end("user"));
            })) {
      assertThat(server.get("/users/1").body()).isEqualTo("user");
      assertThat(server.get("/stats").body()).contains("\"operations\":[]");
      server.assertRecorded();
    }
  }

  @Test
  void endpointIsServedBelowAMountAndBehindItsFilters() {
    try (TestServer server =
        with(
            builder -> {},
            (start, root) -> {
              Router internal = Router.router(start.vertx());
              internal
                  .route()
                  .handler(
                      context -> {
                        if (context.request().getHeader("Key") == null) {
                          context.fail(401);
                        } else {
                          context.next();
                        }
                      });
              mountStats(start, internal);
              root.route("/internal/*").subRouter(internal);
            })) {
      assertThat(server.get("/internal/stats").statusCode()).isEqualTo(401);
      assertThat(server.get("/internal/stats", "Key", "k").statusCode()).isEqualTo(200);
      server.assertRecorded("GET /internal/{path...} {401=1}");
    }
  }

  @Test
  void forwardedAddressesAreNotBelieved() {
    try (TestServer server =
        with(
            builder -> {},
            (start, root) -> {
              root.allowForward(AllowForwardHeaders.ALL);
              mountStats(start, root);
            })) {
      HttpResponse<String> refusal = server.get("/stats", "X-Forwarded-For", "127.0.0.1");
      assertThat(refusal.statusCode()).isEqualTo(403);
      assertThat(refusal.body()).contains("\"rule\":\"forwarded\"");
      assertThat(server.get("/stats").statusCode()).isEqualTo(200);
      server.assertRecorded();
    }
    try (TestServer server =
        with(
            builder -> builder.token("0123456789abcdef"),
            (start, root) -> {
              root.allowForward(AllowForwardHeaders.ALL);
              mountStats(start, root);
            })) {
      assertThat(server.get("/stats").statusCode()).isEqualTo(401);
      assertThat(server.get("/stats", "Lapwing-Token", "0123456789abcdef").statusCode())
          .isEqualTo(200);
      server.assertRecorded();
    }
  }

  @Test
  void readersMayUseHttp2() {
    try (TestServer server = with(builder -> {}, StatsRouterTest::mountStats)) {
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
      server.send(client, "GET", "/stats");
      HttpResponse<String> document = server.send(client, "GET", "/stats");
      assertThat(document.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(document.statusCode()).isEqualTo(200);
      server.assertRecorded();
    }
  }

  @Test
  void answerThatComesTooLateIsDropped() {
    Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    try (TestServer server =
        with(
            builder -> {},
            (start, root) -> {
              start.vertx().exceptionHandler(uncaught::add);
              root.route()
                  .handler(
                      context -> {
                        if ("late".equals(context.request().query())) {
                          context.response().setStatusCode(503).end("gave up");
                        }
                        context.next();
                      });
              mountStats(start, root);
            })) {
      for (int i = 0; i < 20; i++) {
        assertThat(server.get("/stats?late").body()).isEqualTo("gave up");
      }
      assertThat(server.get("/stats").statusCode()).isEqualTo(200);
      assertThat(uncaught).isEmpty();
    }
  }

  @Test
  void routeOfTheServiceWinsAndOneWarningSaysSo() {
    for (boolean before : List.of(true, false)) {
      Logger log = (Logger) LoggerFactory.getLogger("dev.lapwing");
      ListAppender<ILoggingEvent> events = new ListAppender<>();
      events.start();
      log.addAppender(events);
      try (TestServer server =
          with(
              builder -> {},
              (start, root) -> {
                if (!before) {
                  mountStats(start, root);
                }
                root.get("/stats").handler(context -> context.end("own"));
                if (before) {
                  mountStats(start, root);
                }
              })) {
        assertThat(server.get("/stats").body()).isEqualTo("own");
        server.router().get("/more").handler(context -> context.end("more"));
        assertThat(server.get("/stats").body()).isEqualTo("own");
        server.assertRecorded("GET /stats {200=2}");
        assertThat(events.list)
            .extracting(ILoggingEvent::getFormattedMessage)
            .filteredOn(message -> message.contains("/stats"))
            .singleElement()
            .asString()
            .contains("lapwing.path");
      } finally {
        log.detachAppender(events);
      }
    }
  }

  @Test
  void routeOfTheServiceForAllBelowWins() {
    for (boolean before : List.of(true, false)) {
      try (TestServer server =
          with(
              builder -> {},
              (start, root) -> {
                if (!before) {
                  mountStats(start, root);
                }
                root.get("/stats/*").handler(context -> context.end("own"));
                if (before) {
                  mountStats(start, root);
                }
              })) {
        for (String path : List.of("/stats", "/stats/slow")) {
          assertThat(server.get(path).body()).isEqualTo("own");
        }
      }
    }
  }

  @Test
  void filterOrRouteOfAllPathsIsNoRouteAtTheBase() {
    try (TestServer server =
        with(
            builder -> {},
            (start, root) -> {
              root.route("/stats/*").handler(context -> context.next());
              mountStats(start, root);
              root.get("/*").handler(context -> context.end("page"));
            })) {
      assertThat(server.get("/stats").body()).contains("lapwing.stats/1");
      assertThat(server.get("/other").body()).isEqualTo("page");
    }
  }

  @Test
  void warningComesWithoutAnyRequest() {
    Logger log = (Logger) LoggerFactory.getLogger("dev.lapwing");
    ListAppender<ILoggingEvent> events = new ListAppender<>();
    events.start();
    log.addAppender(events);
    try (TestServer server = with(builder -> {}, StatsRouterTest::mountStats)) {
      server.router().get("/stats").handler(context -> context.end("own"));
      await()
          .untilAsserted(
              () ->
                  assertThat(List.copyOf(events.list))
                      .extracting(ILoggingEvent::getFormattedMessage)
                      .anyMatch(message -> message.contains("lapwing.path")));
    } finally {
      log.detachAppender(events);
    }
  }
}
