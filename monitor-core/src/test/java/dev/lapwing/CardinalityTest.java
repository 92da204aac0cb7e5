// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.http.HttpMonitor;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However many routes, methods, names and statuses there are, operations stay bounded. */
class CardinalityTest {
  private static final int DISTINCT = 300_000;
  private static final int RESERVED_PER_METHOD = 3;
  private static final int METHODS = 10;
  private static final long MEGABYTE = 1 << 20;

  private final ManualTimeSource time = new ManualTimeSource();
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder().timeSource(time).logSlowOperations(false).build();
  private final HttpMonitor http = monitor.http();

  @AfterEach
  void close() {
    monitor.close();
  }

  @Test
  void distinctRoutesAndMethods_stayBounded_withExactCountsAndFlatHeap() {
    send(0, DISTINCT / 10);
    time.advance(Duration.ofSeconds(1));
    long heapBefore = usedHeap();

    send(DISTINCT / 10, DISTINCT);
    time.advance(Duration.ofSeconds(1));

    List<OperationStats> rows = monitor.getStats();
    assertThat(rows).hasSizeLessThanOrEqualTo(700 + RESERVED_PER_METHOD * METHODS);
    assertThat(rows.stream().mapToLong(OperationStats::count).sum()).isEqualTo(DISTINCT);
    assertThat(rows.stream().filter(row -> !"(other)".equals(row.route())).count()).isEqualTo(700);
    assertThat(rows).extracting(OperationStats::operation).contains("_OTHER (other)");
    assertThat(usedHeap() - heapBefore).isLessThan(4 * MEGABYTE);
  }

  private void send(int from, int to) {
    for (int i = from; i < to; i++) {
      String method = i % 3 == 0 ? "M" + i : i % 3 == 1 ? "GET" : "POST";
      TestCall.of(method, "/raw/" + i + "/" + "x".repeat(i % 600), 200).runOn(http);
    }
  }

  @Test
  void unmatchedPaths_areOneOperation() {
    for (int i = 0; i < 10_000; i++) {
      TestCall.get(null, 404).path("/scan/" + i).runOn(http);
    }

    assertThat(monitor.getStats()).hasSize(1);
    assertThat(monitor.getStats("GET (unmatched)").clientErrorCount()).isEqualTo(10_000);
  }

  @Test
  void knownOperations_areNotPushedOutByAnotherKind() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      monitor.record("internal." + i, Duration.ofMillis(1), true);
    }
    TestCall.get("/orders/{id}", 200).runOn(http);

    List<OperationStats> internal =
        monitor.getStats().stream().filter(row -> row.kind() == OperationKind.INTERNAL).toList();
    assertThat(internal).hasSize(201);
    assertThat(monitor.getStats("(other)").count()).isEqualTo(800);
    assertThat(monitor.getStats("GET /orders/{id}").count()).isEqualTo(1);
  }

  @Test
  void limits_areExactWhenManyThreadsMeetThem() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    List<Future<?>> senders = new ArrayList<>();
    for (int sender = 0; sender < 8; sender++) {
      senders.add(
          pool.submit(
              () -> {
                for (int i = 0; i < 700; i++) {
                  TestCall.get("/exactly/" + i, 200).runOn(http);
                }
              }));
    }
    for (Future<?> sender : senders) {
      sender.get();
    }
    pool.shutdown();

    assertThat(monitor.getStats()).hasSize(700).allMatch(row -> row.count() == 8);
  }

  @Test
  void statusesPastTheLimit_shareTheirClass() {
    for (int status = 400; status < 500; status++) {
      TestCall.get("/teapot", status).runOn(http);
    }

    OperationStats stats = monitor.getStats("GET /teapot");
    assertThat(stats.statuses()).hasSize(17).containsEntry("4xx", 84L).containsEntry("400", 1L);
    assertThat(stats.clientErrorCount()).isEqualTo(100);
    assertThat(stats.successCount()).isEqualTo(100);
  }

  @Test
  void recordersInAll_areBounded_withExactCounts() {
    for (int route = 0; route < 600; route++) {
      for (int status = 200; status < 210; status++) {
        TestCall.get("/r/" + route, status).runOn(http);
      }
    }
    time.advance(Duration.ofSeconds(1));

    long own =
        monitor.getStats().stream()
            .mapToLong(
                row -> row.statuses().keySet().stream().filter(s -> !s.endsWith("xx")).count())
            .sum();
    assertThat(own).isEqualTo(4_000);
    assertThat(
            monitor.getStats(StatsWindow.ONE_MINUTE).stream()
                .mapToLong(OperationStats::count)
                .sum())
        .isEqualTo(6_000);
  }

  @Test
  void unknownMethodsAndStrangeStatuses_areCountedOnceEach() {
    TestCall.of("get", "/a", 200).runOn(http);
    TestCall.of("POSTS", "/a", 405).runOn(http);
    TestCall.of("GET", "/a", -7).runOn(http);
    TestCall.of("GET", "/a", 0).runOn(http);
    TestCall.of("GET", "/a", 12_345).runOn(http);
    TestCall.of("GET", "/a", 999).runOn(http);

    assertThat(monitor.getStats("_OTHER /a").count()).isEqualTo(2);
    assertThat(monitor.getStats("GET /a").statuses())
        .containsEntry("0", 3L)
        .containsEntry("999", 1L)
        .hasSize(2);
    assertThat(monitor.getStats("GET /a").errorCount()).isEqualTo(4);
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
