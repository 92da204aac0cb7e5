// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import static dev.lapwing.http.EndpointClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How numbers went over a window. */
class SeriesDocumentTest {
  private final MonitoredEndpoint endpoint = new MonitoredEndpoint();

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void everyStep_saysWhatHappenedInIt() {
    endpoint.advanceSeconds(30);
    endpoint.call("/orders", 200, 10);
    endpoint.call("/orders", 500, 40);
    endpoint.advanceSeconds(10);
    endpoint.advanceSeconds(10);
    endpoint.call("/orders", 404, 90);
    endpoint.advanceSeconds(1);

    JsonNode series = endpoint.read("/series?window=5m");

    assertThat(series.get("stepSeconds").asLong()).isEqualTo(10);
    JsonNode totals = series.get("totals");
    assertThat(longs(totals.get("count"))).containsExactly(0L, 0L, 0L, 2L, 0L, 1L);
    assertThat(longs(totals.get("errors"))).containsExactly(0L, 0L, 0L, 1L, 0L, 0L);
    assertThat(totals.at("/p50/3").asDouble()).isEqualTo(10, within(0.1));
    assertThat(totals.at("/p95/3").asDouble()).isEqualTo(40, within(0.4));
    assertThat(totals.at("/p99/5").asDouble()).isEqualTo(90, within(0.8));
    assertThat(totals.at("/max/3").asDouble()).isEqualTo(40);
    for (String name : List.of("p50", "p95", "p99", "max")) {
      assertThat(totals.get(name).get(4).isNull()).isTrue();
    }
  }

  @Test
  void steps_beginAtMultiplesOfTheirLength_soThatTheyStayTheSame() {
    endpoint.advanceSeconds(905);
    Instant started = Instant.parse(endpoint.read("").at("/service/startedAt").stringValue());

    List<Instant> before = instants(endpoint.read("/series?window=15m&points=45"));
    endpoint.advanceSeconds(7);
    List<Instant> after = instants(endpoint.read("/series?window=15m&points=45"));

    for (Instant each : before.subList(1, before.size())) {
      assertThat(Duration.between(started, each).toSeconds() % 20).isZero();
    }
    assertThat(after).containsAll(before.subList(1, before.size()));
  }

  @Test
  void points_sayHowManyStepsFitIntoTheWindow() {
    endpoint.advanceSeconds(8 * 3_600 + 307);

    assertSteps("1m", 360, 1, 60);
    assertSteps("1m", 60, 1, 60);
    assertSteps("1m", 10, 6, 11);
    assertSteps("5m", 360, 10, 31);
    assertSteps("15m", 360, 10, 91);
    assertSteps("15m", 20, 50, 19);
    assertSteps("1h", 360, 10, 361);
    assertSteps("1h", 60, 60, 61);
    assertSteps("1h", 1, 3_600, 2);
    assertSteps("6h", 360, 300, 73);
    assertSteps("24h", 360, 300, 98);
  }

  private void assertSteps(String window, int points, long stepSeconds, int steps) {
    String path = "/series?window=" + window + "&points=" + points;
    JsonNode series = endpoint.read(path);
    assertThat(series.get("stepSeconds").asLong()).as(path).isEqualTo(stepSeconds);
    assertThat(series.get("from").size()).as(path).isEqualTo(steps);
    assertThat(steps).isLessThanOrEqualTo(points + 2);
    for (JsonNode each : series.get("totals").values()) {
      assertThat(each.size()).as(path).isEqualTo(steps);
    }
  }

  @Test
  void counts_addUpToTheWindowOfTheStatsDocument() {
    for (int i = 0; i < 400; i++) {
      endpoint.calls("/orders", i % 7);
      endpoint.advanceSeconds(1);
    }
    for (String window : List.of("1m", "5m", "15m")) {
      JsonNode series = endpoint.read("/series?window=" + window + "&operation=GET+/orders");
      JsonNode stats = endpoint.read("?window=" + window);

      assertThat(longs(series.at("/totals/count")).stream().mapToLong(each -> each).sum())
          .isEqualTo(stats.at("/totals/count").asLong());
      assertThat(series.at("/operations/0/count")).isEqualTo(series.at("/totals/count"));
      assertThat(series.get("window")).isEqualTo(stats.get("window"));
      assertThat(series.at("/from/0")).isEqualTo(series.at("/window/from"));
    }
  }

  @Test
  void operations_haveASeriesEachWhenTheyAreAskedFor_theMostCountedFirst() {
    endpoint.calls("/orders", 1);
    endpoint.calls("/users/{id}", 3);
    endpoint.monitor.record("db.find", Duration.ofMillis(1), true);
    endpoint.advanceSeconds(1);

    assertThat(names(endpoint.read("/series"))).isEmpty();
    assertThat(names(endpoint.read("/series?operation=*")))
        .containsExactly("GET /users/{id}", "GET /orders", "db.find");
    assertThat(names(endpoint.read("/series?operation=GET+/orders&operation=db.*")))
        .containsExactly("GET /orders", "db.find");
    assertThat(names(endpoint.read("/series?operation=*&kind=internal")))
        .containsExactly("db.find");
    assertThat(endpoint.read("/series?kind=internal").at("/totals/count/0").asLong()).isOne();
    assertThat(endpoint.read("/series").at("/totals/count/0").asLong()).isEqualTo(4);

    JsonNode cut = endpoint.read("/series?operation=*&limit=1");
    assertThat(names(cut)).containsExactly("GET /users/{id}");
    assertThat(cut.get("operationCount").asInt()).isEqualTo(3);
    assertThat(cut.get("operationsReturned").asInt()).isEqualTo(1);
  }

  @Test
  void beforeTheFirstTick_thereIsNoStep() {
    JsonNode series = endpoint.read("/series?operation=*");

    assertThat(series.get("from").isEmpty()).isTrue();
    assertThat(series.at("/totals/count").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "points=0",
        "points=361",
        "points=-1",
        "points=1e2",
        "points=99999999999999999999",
        "points=",
        "window=total",
        "window=2h",
        "limit=1001",
        "limit=-1",
        "kind=x",
        "step=10"
      })
  void whatIsNotAllowed_isRefusedByName(String query) {
    StatsReply reply = endpoint.get("/series?" + query);

    assertThat(reply.status()).isEqualTo(400);
    String name = query.substring(0, query.indexOf('='));
    assertThat(json(reply).get("parameter").stringValue()).isEqualTo(name);
    assertThat(json(reply).get("allowed").isEmpty()).isFalse();
  }

  private static List<String> names(JsonNode document) {
    return document.get("operations").values().stream()
        .map(each -> each.get("operation").stringValue())
        .toList();
  }

  private static List<Instant> instants(JsonNode document) {
    return document.get("from").values().stream()
        .map(each -> Instant.parse(each.stringValue()))
        .toList();
  }

  private static List<Long> longs(JsonNode array) {
    return array.values().stream().map(JsonNode::asLong).toList();
  }
}
