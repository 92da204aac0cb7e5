// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lapwing.PerformanceMonitor;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Where the stats are served, and where they are not. */
class StatsRoutesTest {
  static final String SERVICE = "stats-routes";

  private static final Map<String, Object> MANY =
      Map.of("lapwing.max-internal-operations", 5_000, "lapwing.log-slow-operations", false);

  private static final Map<String, Object> ONE_THREAD =
      Map.of(
          "lapwing.max-internal-operations",
          5_000,
          "lapwing.log-slow-operations",
          false,
          "micronaut.executors.blocking.type",
          "fixed",
          "micronaut.executors.blocking.n-threads",
          1);

  private static RunningService start(Map<String, Object> properties) {
    return RunningService.start(SERVICE, properties);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stats", "/stats/", "/stats?window=1m", "/stats?limit=1&pretty=true"})
  void documentIsServed(String path) {
    try (RunningService service = start(Map.of())) {
      HttpResponse<String> document = service.get(path);
      assertThat(document.statusCode()).isEqualTo(200);
      assertThat(document.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(document.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(document.body()).contains("lapwing.stats/1");
      service.assertRecorded();
    }
  }

  @Test
  void contextPathStandsBeforeTheBase() {
    try (RunningService service = start(Map.of("micronaut.server.context-path", "/shop"))) {
      assertThat(service.get("/shop/stats").statusCode()).isEqualTo(200);
      assertThat(service.get("/shop/stats/nowhere").statusCode()).isEqualTo(404);
      assertThat(service.get("/stats").statusCode()).isEqualTo(404);
      service.assertRecorded("GET (unmatched) {404=1}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stats-service", "/stats", "/stats/stats", "stats/"})
  void contextPathMayLookLikeTheBase(String contextPath) {
    try (RunningService service = start(Map.of("micronaut.server.context-path", contextPath))) {
      String base = "/" + contextPath.replaceAll("^/|/$", "") + "/stats";
      assertThat(service.get(base).statusCode()).isEqualTo(200);
      assertThat(service.get(base + "/").statusCode()).isEqualTo(200);
      assertThat(service.post(base + "/clear", "application/json", "").statusCode()).isEqualTo(204);
      assertThat(service.get(base + "/stats").statusCode()).isEqualTo(404);
      service.assertRecorded();
    }
  }

  @Test
  void everyMethodAndTypeIsAnsweredByTheEndpoint() {
    try (RunningService service = start(Map.of())) {
      for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
        HttpResponse<String> refusal =
            service.send(
                service.request("/stats").method(method, BodyPublishers.ofString("x")).build());
        assertThat(refusal.statusCode()).as(method).isEqualTo(405);
        assertThat(refusal.headers().firstValue("Content-Type"))
            .hasValue("application/problem+json");
      }
      assertThat(service.post("/stats/clear", "text/plain", "").statusCode()).isEqualTo(415);
      assertThat(service.post("/stats/clear", "application/json", "").statusCode()).isEqualTo(204);
      assertThat(
              service
                  .send(service.request("/stats").header("Accept", "text/html").build())
                  .statusCode())
          .isEqualTo(200);
      service.assertRecorded();
    }
  }

  @Test
  void addressesAreThoseOfTheSocketWhateverHeadersSay() {
    try (RunningService service =
        start(Map.of("micronaut.server.client-address-header", "X-Forwarded-For"))) {
      HttpResponse<String> refusal =
          service.send(service.request("/stats").header("X-Forwarded-For", "127.0.0.1").build());
      assertThat(refusal.statusCode()).isEqualTo(403);
      assertThat(refusal.body()).contains("\"rule\":\"forwarded\"");
      service.assertRecorded();
    }
  }

  @Test
  void routesOfTheServiceAtTheBaseWin_withOneWarning() {
    Logger log = (Logger) LoggerFactory.getLogger("dev.lapwing");
    ListAppender<ILoggingEvent> warnings = new ListAppender<>();
    warnings.start();
    log.addAppender(warnings);
    try (RunningService service = start(Map.of("lapwing.path", "/mine"))) {
      assertThat(service.get("/mine").body()).isEqualTo("mine");
      assertThat(service.get("/mine/too").body()).isEqualTo("mine too");
      assertThat(service.get("/mine/clear").statusCode()).isEqualTo(404);
      service.assertRecorded(
          "GET /mine {200=1}", "GET /mine/too {200=1}", "GET (unmatched) {404=1}");
      assertThat(warnings.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .filteredOn(message -> message.contains("/mine"))
          .singleElement()
          .asString()
          .contains("lapwing.path");
    } finally {
      log.detachAppender(warnings);
    }
  }

  @Test
  void largeDocumentIsServedWhole() {
    try (RunningService service = start(MANY)) {
      PerformanceMonitor monitor = service.monitor();
      for (int i = 0; i < 5_000; i++) {
        monitor.record("job.number." + i, Duration.ofMillis(i), true);
      }
      String document = service.get("/stats?kind=internal&limit=5000").body();
      assertThat(document.length()).isGreaterThan(1 << 20);
      assertThat(document).startsWith("{").endsWith("}").contains("job.number.4999");
    }
  }

  @Test
  void readersThatStallOrLeaveALargeDocumentKeepNoThread() throws Exception {
    try (RunningService service = start(ONE_THREAD)) {
      PerformanceMonitor monitor = service.monitor();
      for (int i = 0; i < 5_000; i++) {
        monitor.record("job." + "x".repeat(200) + i, Duration.ofMillis(i), true);
      }
      for (int i = 0; i < 3; i++) {
        try (Socket reader = service.ask("/stats?kind=internal&limit=5000")) {
          assertThat(reader.getInputStream().read()).isEqualTo('H');
          assertThatOthersAreServed(service);
          reader.setSoLinger(true, 0);
        }
      }
      assertThatOthersAreServed(service);
      assertThat(service.stats().self().swallowedErrors()).isZero();
    }
  }

  private static void assertThatOthersAreServed(RunningService service) {
    HttpRequest request = service.request("/stats").timeout(Duration.ofSeconds(10)).build();
    assertThat(service.send(request).statusCode()).isEqualTo(200);
  }

  @Test
  void replyWithoutABodyTellsNoLengthOfIt() throws IOException {
    try (RunningService service = start(Map.of())) {
      for (String line : new String[] {"HEAD /stats", "POST /stats/clear"}) {
        try (Socket reader =
            service.open(
                line
                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 0\r\nConnection: close\r\n\r\n")) {
          String answer =
              new String(reader.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
          assertThat(answer).startsWith("HTTP/1.1 20").endsWith("\r\n\r\n");
          assertThat(answer).doesNotContainIgnoringCase("content-length");
        }
      }
    }
  }
}
