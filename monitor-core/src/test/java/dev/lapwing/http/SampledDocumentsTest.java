// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.ManualTimeSource;
import dev.lapwing.PerformanceMonitor;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every document counts the calls that were not measured. */
class SampledDocumentsTest {
  private final ManualTimeSource time = new ManualTimeSource();
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder().timeSource(time).sampleRatio("cache", 0).build();

  @BeforeEach
  void call() {
    for (int i = 0; i < 7; i++) {
      monitor.trackOperation("cache", () -> {});
    }
    monitor.record("cache", Duration.ofMillis(2), false);
    time.advance(Duration.ofSeconds(1));
  }

  @AfterEach
  void close() {
    monitor.close();
  }

  private JsonNode read(String pathAndQuery) {
    return EndpointClient.of(monitor).read(pathAndQuery);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&operation=cache"})
  void series_countsThem(String operation) {
    JsonNode totals = read("/series?window=1m&kind=internal" + operation).get("totals");
    assertThat(totals.get("count").get(0).asLong()).isEqualTo(8);
    assertThat(totals.get("errors").get(0).asLong()).isEqualTo(1);
    assertThat(totals.get("max").get(0).asDouble()).isEqualTo(2.0);
  }

  @Test
  void operation_countsThemByOutcome() {
    JsonNode document = read("/operation?name=cache");
    assertThat(document.get("sampledCount").asLong()).isEqualTo(1);
    assertThat(document.get("outcomes").get(0).get("count").asLong()).isEqualTo(7);
    assertThat(document.get("outcomes").get(0).get("p50").isNull()).isTrue();
    assertThat(document.get("outcomes").get(1).get("count").asLong()).isEqualTo(1);
  }

  @Test
  void rowAndTotals_sayHowManyWereMeasured() {
    JsonNode document = read("?kind=internal&fields=count,sampledCount");
    assertThat(document.get("totals").get("sampledCount").asLong()).isEqualTo(1);
    assertThat(document.get("operations").get(0).get("count").asLong()).isEqualTo(8);
    assertThat(document.get("operations").get(0).get("sampledCount").asLong()).isEqualTo(1);
  }

  @Test
  void rowsOfWhatIsMeasuredWhole_haveNoSuchField() {
    monitor.record("whole", Duration.ofMillis(1), true);
    assertThat(read("?operation=whole").get("operations").get(0).has("sampledCount")).isFalse();
  }
}
