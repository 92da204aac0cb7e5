// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import static dev.lapwing.http.EndpointClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.TestCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The slow calls that are kept. */
class SlowDocumentTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private final MonitoredEndpoint endpoint = new MonitoredEndpoint();

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void samples_sayAllThatIsKnownOfACall() {
    TestCall call =
        TestCall.get("/users/{id}", 503)
            .path("/users/7?token=secret")
            .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
    endpoint.monitor.http().begin(call);
    endpoint.time.advance(Duration.ofMillis(5_250));
    endpoint.monitor.http().end(call, null);

    JsonNode sample = endpoint.read("/slow").at("/slowest/0");

    assertThat(sample.get("operation").stringValue()).isEqualTo("GET /users/{id}");
    assertThat(sample.get("method").stringValue()).isEqualTo("GET");
    assertThat(sample.get("path").stringValue()).isEqualTo("/users/7");
    assertThat(sample.get("outcome").stringValue()).isEqualTo("error");
    assertThat(sample.get("status").asInt()).isEqualTo(503);
    assertThat(sample.get("duration").asDouble()).isEqualTo(5_250);
    assertThat(sample.get("verySlow").asBoolean()).isTrue();
    assertThat(sample.get("thread").stringValue()).isEqualTo(Thread.currentThread().getName());
    assertThat(sample.get("traceId").stringValue()).isEqualTo(TRACE);
    assertThat(sample.get("startedAt")).isEqualTo(endpoint.read("").at("/service/startedAt"));
  }

  @Test
  void internalSamples_haveTheirMetadataAndNothingOfHttp() {
    endpoint.monitor.trackOperation(
        "db.find",
        () -> {
          endpoint.time.advance(Duration.ofSeconds(2));
          return null;
        },
        Map.of("table", "users"));

    JsonNode sample = endpoint.read("/slow").at("/latest/0");

    assertThat(sample.get("kind").stringValue()).isEqualTo("internal");
    assertThat(sample.at("/metadata/table").stringValue()).isEqualTo("users");
    assertThat(sample.get("status").isNull()).isTrue();
    assertThat(sample.get("path").isNull()).isTrue();
  }

  @Test
  void lists_areTheSlowestAndTheLatest_ofTheOperationsAskedFor_atMostTheLimit() {
    endpoint.call("/orders", 200, 3_000);
    endpoint.call("/users/{id}", 200, 1_000);
    endpoint.call("/orders", 200, 2_000);

    assertThat(millis(endpoint.read("/slow").get("slowest")))
        .containsExactly(3_000L, 2_000L, 1_000L);
    assertThat(millis(endpoint.read("/slow").get("latest")))
        .containsExactly(2_000L, 1_000L, 3_000L);
    JsonNode orders = endpoint.read("/slow?operation=*+/orders&limit=1");
    assertThat(millis(orders.get("slowest"))).containsExactly(3_000L);
    assertThat(millis(orders.get("latest"))).containsExactly(2_000L);
    assertThat(endpoint.read("/slow?operation=x").get("slowest").isEmpty()).isTrue();
    assertThat(endpoint.read("/slow?limit=0").get("latest").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=101", "limit=-1", "limit=x", "operation=", "window=1m"})
  void whatIsNotAllowed_isRefusedByName(String query) {
    StatsReply reply = endpoint.get("/slow?" + query);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(json(reply).get("parameter").stringValue())
        .isEqualTo(query.substring(0, query.indexOf('=')));
  }

  private static List<Long> millis(JsonNode samples) {
    return samples.values().stream().map(sample -> sample.get("duration").asLong()).toList();
  }
}
