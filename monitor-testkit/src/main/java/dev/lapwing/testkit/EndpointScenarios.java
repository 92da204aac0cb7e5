// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import io.restassured.http.Header;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stats endpoint where the adapter has mounted it, and what is not recorded. */
interface EndpointScenarios extends Scenarios {

  @Test
  default void ownEndpointIsNotRecorded() {
    Response document = server().get("/stats?window=1m&pretty=true");
    assertThat(document.statusCode()).isEqualTo(200);
    assertThat(document.asString()).contains("lapwing.stats/1", "\"activeRequests\" : 0");
    assertThat(server().send("HEAD", "/stats").statusCode()).isEqualTo(200);
    server().assertRecorded();
  }

  @Test
  default void refusedReaderGetsNoNumbersAndIsNotRecorded() {
    server().get(ContractRoutes.HELLO);
    server().assertRecorded("GET /hello {200=1}");
    try (RawConnection connection = server().connect()) {
      connection.send("GET", "/stats", "Host: stats.example");
      Answer refusal = connection.read();
      assertThat(refusal.status()).isEqualTo(403);
      assertThat(refusal.headers().get("content-type")).startsWith("application/problem+json");
      Replies.requireValid(refusal.headers().get("content-type"), refusal.body());
      assertThat(refusal.body()).contains("\"rule\":\"host\"").doesNotContain("/hello");
      connection.send("GET", "/stats", "X-Forwarded-For: 127.0.0.1");
      assertThat(connection.read().status()).isEqualTo(403);
    }
    server().assertRecorded("GET /hello {200=1}");
  }

  @Test
  default void badQuestionIsRefusedAndNotRecorded() {
    assertThat(server().get("/stats?window=1y").statusCode()).isEqualTo(400);
    assertThat(server().get("/stats/nowhere").statusCode()).isEqualTo(404);
    assertThat(server().send("DELETE", "/stats").statusCode()).isEqualTo(405);
    assertThat(server().send("POST", "/stats/clear").statusCode()).isEqualTo(415);
    server().assertRecorded();
  }

  @Test
  default void routeOfTheServiceAtTheBaseIsItsOwn() {
    try (TestedServer server = run().start("", settings -> settings.path(ContractRoutes.OWN))) {
      assertThat(server.get(ContractRoutes.OWN).asString()).isEqualTo("own");
      assertThat(server.get(ContractRoutes.HELLO).asString()).isEqualTo(ContractRoutes.HELLO_TEXT);
      StatsDocument document =
          server.awaitDocument(read -> read.activeRequests() == 0 && read.totals().count() >= 2);
      assertThat(document.operations())
          .extracting(OperationStats::operation)
          .containsExactlyInAnyOrder("GET /own", "GET /hello");
      assertThat(document.totals().count()).isEqualTo(2);
    }
  }

  @Test
  default void ignoredPathsAreNotRecorded() {
    try (TestedServer server =
        run().start("", settings -> settings.ignore("/users/**", "/async/complete", "/failure"))) {
      assertThat(server.get("/users/1").asString()).isEqualTo("user 1");
      assertThat(server.get("/users/1/orders/2").asString()).isEqualTo("order 2 of 1");
      assertThat(server.get(ContractRoutes.FAILURE).statusCode()).isEqualTo(500);
      try (RawConnection connection = server.open(ContractRoutes.ASYNC_COMPLETE)) {
        Runnable release = server.gate().awaitHeld();
        assertThat(server.stats().activeRequests()).as("activeRequests").isZero();
        release.run();
        assertThat(connection.read().status()).isEqualTo(202);
      }
      assertThat(server.get(ContractRoutes.HELLO).statusCode()).isEqualTo(200);
      server.assertRecorded("GET /hello {200=1}");
    }
  }

  @Test
  default void everyDocumentOfTheEndpointIsServedAndNotRecorded() {
    server().get("/users/1");
    StatsView stats = server().assertRecorded("GET /users/{id} {200=1}");
    String href = stats.field("GET /users/{id}", "href").asString();
    Response operation = server().get(URI.create("/stats").resolve(href).toString());
    assertThat(operation.statusCode()).as("status of " + href).isEqualTo(200);
    assertThat(operation.asString()).contains("\"GET /users/{id}\"");
    for (String path :
        List.of("/stats/series?window=5m&points=10", "/stats/slow", "/stats/active", "/stats/")) {
      assertThat(server().get(path).statusCode()).as(path).isEqualTo(200);
    }
    server().assertRecorded("GET /users/{id} {200=1}");
  }

  @Test
  default void unchangedDocumentIsNotSentAgainNorRecorded() {
    Response first = server().get("/stats");
    String tag = first.header("ETag");
    assertThat(tag).startsWith("W/");
    Response second = server().send("GET", "/stats", new Header("If-None-Match", tag));
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.asString()).isEmpty();
    server().assertRecorded();
  }

  @Test
  default void clearingZeroesWhatIsRecorded() {
    server().get(ContractRoutes.HELLO);
    server().assertRecorded("GET /hello {200=1}");
    try (RawConnection connection = server().connect()) {
      connection.send(
          "POST", "/stats/clear", "Content-Type: application/json", "Content-Length: 0");
      assertThat(connection.read().status()).isEqualTo(204);
    }
    assertThat(server().stats().document().get("operations").isEmpty()).isTrue();
    server().assertRecorded();
  }
}
