// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import static dev.lapwing.http.EndpointClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.lapwing.TestCall;
import dev.lapwing.json.Href;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterTry;
import tools.jackson.databind.JsonNode;

/** What there is to say of one operation. */
class OperationDocumentTest {
  private static final String USERS = "/operation?name=GET%20%2Fusers%2F%7Bid%7D";

  private final MonitoredEndpoint endpoint = new MonitoredEndpoint();

  @AfterTry
  void close() {
    endpoint.close();
  }

  @Example
  void document_hasTheRowOfTheStatsDocument() {
    callInEveryWay();
    endpoint.advanceSeconds(1);

    for (String window : new String[] {"total", "1m"}) {
      JsonNode row = endpoint.read("?window=" + window).at("/operations/0");
      JsonNode document = endpoint.read(USERS + "&window=" + window);
      for (String field : row.propertyNames()) {
        if (!field.equals("href")) {
          assertThat(document.get(field)).as(field).isEqualTo(row.get(field));
        }
      }
      assertThat(document.at("/window/name").stringValue()).isEqualTo(window);
    }
  }

  @Example
  void outcomes_areThePartsOfTheCountByStatus() {
    callInEveryWay();

    JsonNode outcomes = endpoint.read(USERS).get("outcomes");

    assertThat(outcomes.values())
        .extracting(
            part -> part.get("outcome").asString(),
            part -> part.get("status").asString(),
            part -> part.get("count").asLong(),
            part -> part.get("maxDuration").asDouble(),
            part -> part.get("slowCount").asLong(),
            part -> part.get("verySlowCount").asLong())
        .containsExactly(
            tuple("success", "200", 2L, 30.0, 0L, 0L),
            tuple("success", "404", 1L, 5.0, 0L, 0L),
            tuple("error", "200", 1L, 1.0, 0L, 0L),
            tuple("error", "500", 1L, 1500.0, 1L, 0L),
            tuple("aborted", "", 1L, 7000.0, 1L, 1L));
    assertThat(outcomes.at("/0/minDuration").asDouble()).isEqualTo(10, within(0.1));
    assertThat(outcomes.at("/0/p50").asDouble()).isEqualTo(10, within(0.1));
    assertThat(outcomes.at("/0/p99").asDouble()).isEqualTo(30, within(0.3));
  }

  @Example
  void buckets_holdEveryCallOfTheirOutcomeWithinTheirBounds() {
    callInEveryWay();

    JsonNode buckets = endpoint.read(USERS).get("buckets");

    assertThat(sum(buckets.at("/success/count"))).isEqualTo(3);
    assertThat(sum(buckets.at("/error/count"))).isEqualTo(2);
    assertThat(sum(buckets.at("/aborted/count"))).isEqualTo(1);
    assertThat(buckets.at("/aborted/from/0").asDouble()).isLessThanOrEqualTo(7000);
    assertThat(buckets.at("/aborted/below/0").asDouble()).isGreaterThan(7000);
    JsonNode success = buckets.get("success");
    for (int i = 0; i < success.get("count").size(); i++) {
      double from = success.get("from").get(i).asDouble();
      double below = success.get("below").get(i).asDouble();
      assertThat(below / from).isGreaterThan(1).isLessThan(1 + 1 / 63.0);
    }
  }

  /** As two processes, or two windows that follow each other, would be added up. */
  @Example
  void bucketsOfTwoDocuments_addUpToThoseOfBothTogether() {
    try (MonitoredEndpoint other = new MonitoredEndpoint()) {
      for (int i = 1; i < 40; i++) {
        endpoint.call("/users/{id}", 200, i);
        other.call("/users/{id}", 200, 3 * i);
      }
      Map<Double, Long> sum = counts(endpoint.read(USERS));
      counts(other.read(USERS)).forEach((from, count) -> sum.merge(from, count, Long::sum));
      for (int i = 1; i < 40; i++) {
        endpoint.call("/users/{id}", 200, 3 * i);
      }
      assertThat(counts(endpoint.read(USERS))).isEqualTo(sum);
    }
  }

  private static Map<Double, Long> counts(JsonNode document) {
    JsonNode buckets = document.at("/buckets/success");
    Map<Double, Long> counts = new TreeMap<>();
    for (int i = 0; i < buckets.get("count").size(); i++) {
      counts.put(buckets.get("from").get(i).asDouble(), buckets.get("count").get(i).asLong());
    }
    return counts;
  }

  private static long sum(JsonNode counts) {
    return counts.values().stream().mapToLong(JsonNode::asLong).sum();
  }

  @Example
  void samples_areThoseOfTheOperationAlone() {
    endpoint.call("/users/{id}", 200, 1_000);
    endpoint.call("/orders", 200, 2_000);
    endpoint.call("/users/{id}", 500, 6_000);

    JsonNode document = endpoint.read(USERS);

    assertThat(document.get("slowest").values())
        .extracting(sample -> sample.get("duration").asLong())
        .containsExactly(6_000L, 1_000L);
    assertThat(document.get("latest").size()).isEqualTo(2);
    assertThat(document.at("/slowest/0/path").stringValue()).isEqualTo("/users/7");
  }

  @Example
  void idleOperation_isKnownInEveryWindow() {
    endpoint.calls("/users/{id}", 1);
    endpoint.advanceSeconds(120);

    JsonNode document = endpoint.read(USERS + "&window=1m");

    assertThat(document.get("count").asLong()).isZero();
    assertThat(document.get("p99").isNull()).isTrue();
    assertThat(document.get("outcomes").isEmpty()).isTrue();
    assertThat(document.at("/buckets/success/count").isEmpty()).isTrue();
  }

  @Example
  void unknownName_isNotFoundAndNamed() {
    endpoint.calls("/users/{id}", 1);
    for (String query :
        new String[] {"name=GET%20/nobody", USERS.substring(11) + "&kind=internal"}) {
      StatsReply reply = endpoint.get("/operation?" + query);

      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.headers()).containsEntry("Content-Type", "application/problem+json");
      assertThat(json(reply).get("type").stringValue()).isEqualTo("tag:lapwing.dev,2026:operation");
      String name = json(reply).get("operation").stringValue();
      assertThat(query).contains(Href.encoded(name).substring(0, 6));
      assertThat(json(reply).get("detail").stringValue()).contains("'" + name + "'");
    }
  }

  @Example
  void clearedOperation_isNotFoundUntilItIsCalledAgain() {
    endpoint.calls("/users/{id}", 1);
    endpoint.monitor.clear();
    assertThat(endpoint.get(USERS).status()).isEqualTo(404);

    endpoint.calls("/users/{id}", 1);
    assertThat(endpoint.read(USERS).get("count").asLong()).isOne();
  }

  @Example
  void missingName_isAskedFor() {
    for (String path : new String[] {"/operation", "/operation?name=", "/operation?window=1m"}) {
      StatsReply reply = endpoint.get(path);

      assertThat(reply.status()).isEqualTo(400);
      assertThat(json(reply).get("parameter").stringValue()).isEqualTo("name");
    }
  }

  @Example
  void nameOfBothKinds_isTheHttpOneUnlessTheKindIsSaid() {
    endpoint.calls("/users/{id}", 2);
    endpoint.monitor.record("GET /users/{id}", Duration.ofMillis(1), true);

    assertThat(endpoint.read(USERS).get("kind").stringValue()).isEqualTo("http");
    JsonNode internal = endpoint.read(USERS + "&kind=internal");
    assertThat(internal.get("kind").stringValue()).isEqualTo("internal");
    assertThat(internal.at("/outcomes/0/status").isNull()).isTrue();
  }

  @Property(tries = 200)
  void everyHref_leadsToItsOperation(@ForAll @StringLength(min = 1, max = 40) String name) {
    TestCall.of("GET", "/" + name, 200).runOn(endpoint.monitor.http());
    String internal = name.replaceAll("\\p{C}", "-") + ".";
    endpoint.monitor.record(internal, Duration.ofMillis(1), true);

    for (String path : new String[] {"", "/"}) {
      for (JsonNode row : endpoint.read(path).get("operations").values()) {
        String base = "http://localhost:8080/shop/stats";
        URI followed = URI.create(base + path).resolve(row.get("href").stringValue());
        assertThat(followed.toString()).startsWith(base + "/operation?name=");
        JsonNode document = endpoint.read(followed.toString().substring(base.length()));
        assertThat(document.get("operation")).isEqualTo(row.get("operation"));
        assertThat(document.get("kind")).isEqualTo(row.get("kind"));
      }
    }
  }

  /** Two successes, a client's error, a failure after the head, an error and an abort. */
  private void callInEveryWay() {
    endpoint.call("/users/{id}", 200, 10);
    endpoint.call("/users/{id}", 200, 30);
    endpoint.call("/users/{id}", 404, 5);
    endpoint.call("/users/{id}", 500, 1_500);
    TestCall failing = TestCall.get("/users/{id}", 200);
    endpoint.monitor.http().begin(failing);
    endpoint.time.advance(Duration.ofMillis(1));
    endpoint.monitor.http().end(failing, new IllegalStateException());
    TestCall aborted = TestCall.get("/users/{id}", 200);
    endpoint.monitor.http().begin(aborted);
    endpoint.time.advance(Duration.ofMillis(7_000));
    endpoint.monitor.http().abort(aborted);
  }
}
