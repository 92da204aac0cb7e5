// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.MetricsExport;
import dev.lapwing.stats.MetricsExport.OperationExport;
import dev.lapwing.stats.RecentSample;
import dev.lapwing.stats.StatsWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs get that keep or send the numbers themselves. */
class ExportMetricsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final ManualTimeSource time = new ManualTimeSource(START);
  private final PerformanceMonitor monitor = builder().recentSamples(3).build();

  private PerformanceMonitorBuilder builder() {
    return PerformanceMonitor.builder().service("orders").timeSource(time).logSlowOperations(false);
  }

  @AfterEach
  void close() {
    monitor.close();
  }

  private void call(String name, long millis) {
    monitor.trackOperation(name, () -> time.advance(Duration.ofMillis(millis)));
  }

  private OperationExport exported(String name) {
    return monitor.exportMetrics().operations().stream()
        .filter(each -> each.details().stats().operation().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void export_saysWhoseAndOfWhenItIs() {
    call("job", 1_500);
    MetricsExport export = monitor.exportMetrics();
    assertThat(export.service().name()).isEqualTo("orders");
    assertThat(export.exportedAt()).isEqualTo(START.plusMillis(1_500));
    assertThat(export.window().window()).isEqualTo(StatsWindow.TOTAL);
    assertThat(export.window().from()).isEqualTo(START);
    assertThat(export.window().to()).isEqualTo(START.plusMillis(1_500));
  }

  @Test
  void everyOperation_isThereByName_withTheNumbersOfGetStats() {
    call("b", 2);
    TestCall.get("/x", 503).runOn(monitor.http());
    call("a", 1);
    assertThat(monitor.exportMetrics().operations())
        .extracting(each -> each.details().stats())
        .containsExactlyElementsOf(monitor.getStats())
        .extracting(stats -> stats.operation())
        .containsExactly("GET /x", "a", "b");
    assertThat(exported("GET /x").details().errors().count()).isEqualTo(1);
    assertThat(exported("GET /x").details().outcomes().get(0).status()).isEqualTo("503");
  }

  @Test
  void distributions_mergeAcrossProcesses_alsoThroughTheirBinaryForm() {
    call("job", 5);
    try (PerformanceMonitor other = builder().build()) {
      other.record("job", Duration.ofMillis(9), true);
      Distribution sent = other.exportMetrics().operations().get(0).details().successes();
      Distribution merged =
          exported("job").details().successes().plus(Distribution.fromBytes(sent.toBytes()));
      assertThat(merged.count()).isEqualTo(2);
      assertThat(merged.maxNanos()).isEqualTo(9_000_000);
    }
  }

  @Test
  void recentSamples_areTheLatest_oldestFirst() {
    for (int millis = 1; millis <= 4; millis++) {
      call("job", millis);
    }
    assertThatThrownBy(
            () ->
                monitor.trackOperation(
                    "job",
                    () -> {
                      throw new IllegalStateException("job");
                    }))
        .hasMessage("job");
    assertThat(exported("job").recentSamples())
        .containsExactly(
            new RecentSample(START.plusMillis(3), 3, true),
            new RecentSample(START.plusMillis(6), 4, true),
            new RecentSample(START.plusMillis(10), 0, false));
  }

  @Test
  void recentSamples_areThoseOfHttpToo() {
    TestCall call = TestCall.get("/x", 200);
    monitor.http().begin(call);
    time.advance(Duration.ofMillis(8));
    monitor.http().end(call, null);
    assertThat(exported("GET /x").recentSamples())
        .containsExactly(new RecentSample(START, 8, true));
  }

  @Test
  void recentSamples_areForgottenByAClear_ofAScopeItsOwn() {
    call("job", 1);
    call("api.job", 1);
    monitor.scope("api").clear();
    assertThat(exported("job").recentSamples()).hasSize(1);
    call("api.job", 2);
    assertThat(exported("api.job").recentSamples()).hasSize(1);
    monitor.clear();
    call("job", 3);
    assertThat(exported("job").recentSamples()).hasSize(1);
  }

  @Test
  void recentSamples_areNoneByDefault() {
    try (PerformanceMonitor plain = builder().build()) {
      plain.record("job", Duration.ofMillis(1), true);
      assertThat(plain.exportMetrics().operations().get(0).recentSamples()).isEmpty();
    }
  }

  @Test
  void scope_exportsItsOwn() {
    call("api.job", 1);
    call("job", 1);
    assertThat(monitor.scope("api").exportMetrics().operations())
        .extracting(each -> each.details().stats().operation())
        .containsExactly("api.job");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1_001})
  void recentSamplesOutOfRange_areRefused(int count) {
    assertThatThrownBy(() -> PerformanceMonitor.builder().recentSamples(count))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("recentSamples must be 0 to 1000, but was " + count);
  }

  /** Each sample says twice what it is: who wrote it is in its start as in its duration. */
  @Test
  void concurrentWriters_leaveWholeSamplesAndTheLatest() throws InterruptedException {
    int calls = 200_000;
    try (PerformanceMonitor busy = builder().recentSamples(100).build()) {
      Thread[] writers =
          LongStream.rangeClosed(1, 4)
              .mapToObj(
                  writer ->
                      new Thread(
                          () -> {
                            for (int i = 0; i < calls; i++) {
                              busy.record("job", Duration.ofMillis(writer), writer % 2 == 0);
                            }
                          }))
              .toArray(Thread[]::new);
      for (Thread writer : writers) {
        writer.start();
      }
      while (writers[0].isAlive()) {
        busy.exportMetrics().operations().forEach(ExportMetricsTest::assertWhole);
      }
      for (Thread writer : writers) {
        writer.join();
      }
      OperationExport last = busy.exportMetrics().operations().get(0);
      assertWhole(last);
      assertThat(last.recentSamples()).hasSize(100);
      assertThat(last.details().stats().count()).isEqualTo(4L * calls);
    }
  }

  private static void assertWhole(OperationExport export) {
    for (RecentSample sample : export.recentSamples()) {
      long writer = Math.round(sample.duration());
      assertThat(sample.startedAt()).isEqualTo(START.minusMillis(writer));
      assertThat(sample.success()).isEqualTo(writer % 2 == 0);
    }
  }
}
