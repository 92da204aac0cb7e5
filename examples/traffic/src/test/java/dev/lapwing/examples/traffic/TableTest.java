// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TableTest {

  private static final String DOCUMENT =
      """
      {"activeRequests": 3, "streams": {"open": 2},
       "totals": {"count": 12345, "ratePerSecond": 98.76, "errorCount": 7,
         "p50": 0.312, "p95": 12.36, "p99": 850, "maxDuration": 1240},
       "operations": [
         {"operation": "GET /orders/{id}", "kind": "http", "count": 12340, "ratePerSecond": 98.7,
          "errorCount": 7, "p50": 0.312, "p95": 12.36, "p99": 850, "maxDuration": 1240,
          "statuses": {"200": 12000, "404": 333, "500": 7}},
         {"operation": "GET /\\u001b[2J", "kind": "http", "count": 5, "ratePerSecond": null,
          "errorCount": 0, "p50": null, "p95": null, "p99": null, "maxDuration": null,
          "statuses": {"200": 4, "aborted": 1}},
         {"operation": "database.order.find-with-a-very-long-name", "kind": "internal",
          "count": 2, "ratePerSecond": 0.1, "errorCount": 0, "p50": 0.05, "p95": 0.06,
          "p99": 0.06, "maxDuration": 0.06}]}
      """;

  private final StatsView stats = StatsView.of(new JsonMapper().readTree(DOCUMENT));

  @Test
  void theColumnsAreAligned() {
    assertThat(String.join("\n", Table.of(stats)))
        .isEqualTo(
            """
            operation                    count  rate/s  errors     p50     p95     p99     max  active
            all requests                12,345    98.8       7  312 µs 12.4 ms  850 ms  1.24 s       3
            GET /orders/{id}            12,340    98.7       7  312 µs 12.4 ms  850 ms  1.24 s
            GET /?[2J                        5       -       0       -       -       -       -

            database.order.find-with-~       2     0.1       0 50.0 µs 60.0 µs 60.0 µs 60.0 µs""");
  }

  @Test
  void aLongListIsCutAndSaysSo() {
    StatsView.Row row = stats.operations().get(0);
    StatsView many = new StatsView(stats.totals(), java.util.Collections.nCopies(40, row), 0);

    List<String> lines = Table.of(many);

    assertThat(lines).hasSizeLessThan(24).last().isEqualTo("  and 28 more");
  }

  @Test
  void theCountsOfAllOperationsAddUp() {
    assertThat(stats.statuses()).hasToString("{200=12004, 404=333, 500=7, aborted=1}");
    assertThat(stats.streamsOpen()).isEqualTo(2);
  }

  @Test
  void aClientThatLeftMayHaveBeenServedInFull() {
    StatsView before = new StatsView(stats.totals(), List.of(), 0);
    Tally tally = new Tally();
    repeat(12_003, () -> tally.ended("find", "200"));
    repeat(2, () -> tally.ended("export", Tally.LEFT));
    repeat(333, () -> tally.ended("find", "404"));
    repeat(6, () -> tally.ended("find", "500"));

    assertThat(Comparison.of(tally, before, stats).equal()).isFalse();
    tally.ended("find", "500");
    Comparison comparison = Comparison.of(tally, before, stats);
    assertThat(comparison.equal()).isTrue();
    assertThat(comparison.lines())
        .containsExactly(
            "status              sent    counted by Lapwing",
            "200               12,003                12,004",
            "404                  333                   333",
            "500                    7                     7",
            "left early             2                     1",
            "total             12,345                12,345  equal");
  }

  @Test
  void whatIsCountedTooOftenIsToldOpenly() {
    StatsView before = new StatsView(stats.totals(), List.of(), 0);
    Tally tally = new Tally();
    tally.ended("find", "200");
    assertThat(Comparison.of(tally, before, stats).lines())
        .contains("total                  1                12,345  NOT EQUAL")
        .last()
        .asString()
        .startsWith("More was counted than sent");
    assertThat(Comparison.of(new Tally(), stats, stats).equal()).isTrue();
  }

  private static void repeat(int times, Runnable work) {
    for (int i = 0; i < times; i++) {
      work.run();
    }
  }
}
