// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.StatsDocument;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {

  private final StatsDocument stats =
      Documents.of(
          Documents.row("http", OperationKind.HTTP, 12_345, 98.76, 7, 0.312, 12.36, 850.0, 1240.0),
          List.of(
              Documents.with(
                  Map.of("200", 12_000L, "404", 333L, "500", 7L),
                  Documents.row(
                      "GET /orders/{id}",
                      OperationKind.HTTP,
                      12_340,
                      98.7,
                      7,
                      0.312,
                      12.36,
                      850.0,
                      1240.0)),
              Documents.with(
                  Map.of("200", 4L, "aborted", 1L),
                  Documents.row(
                      "GET /\u001b[2J", OperationKind.HTTP, 5, null, 0, null, null, null, null)),
              Documents.row(
                  "database.order.find-with-a-very-long-name",
                  OperationKind.INTERNAL,
                  2,
                  0.1,
                  0,
                  0.05,
                  0.06,
                  0.06,
                  0.06)));
  private final StatsDocument before = Documents.of(stats.totals(), List.of());

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
    StatsDocument many =
        Documents.of(stats.totals(), Collections.nCopies(40, stats.operations().get(0)));

    List<String> lines = Table.of(many);

    assertThat(lines).hasSizeLessThan(24).last().isEqualTo("  and 28 more");
  }

  @Test
  void severalServicesStandSideBySide() {
    StatsDocument other =
        Documents.of(
            stats.totals(),
            List.of(
                Documents.row("GET /", OperationKind.HTTP, 1, 1.0, 0, 0.0632, 1.0, 2345.6, 3.0)));

    assertThat(
            String.join(
                "\n", SideBySide.of(List.of("Tomcat", "Spring WebFlux"), List.of(stats, other))))
        .isEqualTo(
            """
                                        Tomcat            Spring WebFlux
            operation, times in ms     count   p50   p99 count   p50   p99
            all requests               12345 0.312   850 12345 0.312   850
            GET /orders/{id}           12340 0.312   850     -     -     -
            GET /?[2J                      5     -     -     -     -     -
            GET /                          -     -     -     1 0.063  2350""");
  }

  @Test
  void theCountsOfAllOperationsAddUp() {
    assertThat(Comparison.statuses(stats)).hasToString("{200=12004, 404=333, 500=7, aborted=1}");
  }

  @Test
  void aClientThatLeftMayHaveBeenServedInFull() {
    Tally tally = new Tally();
    repeat(12_003, () -> tally.ended("find", "200"));
    repeat(2, () -> tally.ended("export", Tally.LEFT));
    repeat(333, () -> tally.ended("find", "404"));
    repeat(6, () -> tally.ended("find", "500"));

    assertThat(Comparison.of(tally, before, stats).equal()).isFalse();
    tally.ended("find", "500");
    Comparison comparison = Comparison.of(tally, before, stats);
    assertThat(comparison.equal()).isTrue();
    assertThat(Comparison.lines(List.of("Tomcat"), List.of(comparison)))
        .containsExactly(
            "                          Tomcat",
            "status            sent   counted",
            "200             12,003    12,004",
            "404                333       333",
            "500                  7         7",
            "left early           2         1",
            "total           12,345    12,345",
            "                           equal");
  }

  @Test
  void aClientThatWaitedInVainDoesNotKnowWhatTheServerAnswered() {
    Tally tally = new Tally();
    repeat(12_004, () -> tally.ended("find", "200"));
    tally.ended("export", Tally.LEFT);
    repeat(333, () -> tally.ended("find", "404"));
    repeat(5, () -> tally.ended("find", "500"));
    assertThat(Comparison.of(tally, before, stats).equal()).as("two are missing").isFalse();
    repeat(2, () -> tally.ended("find", Tally.NONE));
    assertThat(Comparison.of(tally, before, stats).equal()).isTrue();
  }

  @Test
  void whatIsCountedTooOftenIsToldOpenly() {
    Tally tally = new Tally();
    tally.ended("find", "200");
    Comparison comparison = Comparison.of(tally, before, stats);
    Comparison nothing = Comparison.of(new Tally(), stats, stats);
    assertThat(Comparison.lines(List.of("Tomcat", "Jetty"), List.of(comparison, nothing)))
        .contains(
            "                          Tomcat               Jetty",
            "total                1    12,345         0         0",
            "                       NOT EQUAL               equal")
        .last()
        .asString()
        .startsWith("More was counted than sent");
    assertThat(nothing.equal()).isTrue();
  }

  private static void repeat(int times, Runnable work) {
    for (int i = 0; i < times; i++) {
      work.run();
    }
  }
}
