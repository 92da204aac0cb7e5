// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.http.HttpMonitor;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import dev.lapwing.stats.StatsWindow;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the document says of the JVM's memory and of the monitor's own cost. */
class SelfTest {
  private static final long MEBIBYTE = 1 << 20;

  private final ManualTimeSource time = new ManualTimeSource();
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder().timeSource(time).logSlowOperations(false).build();

  @AfterEach
  void close() {
    monitor.close();
  }

  private StatsDocument document() {
    return monitor.http().endpoint().read(StatsQuery.DEFAULT);
  }

  private StatsDocument.Memory memoryAfterATick() {
    time.advance(Duration.ofSeconds(1));
    return document().memory();
  }

  @Test
  void memory_isThatOfTheJvmAtTheLastTick() {
    StatsDocument.Memory before = memoryAfterATick();
    ByteBuffer direct = ByteBuffer.allocateDirect((int) (8 * MEBIBYTE));
    StatsDocument.Memory after = memoryAfterATick();

    assertThat(after.heapUsed()).isPositive().isLessThanOrEqualTo(after.heapCommitted());
    assertThat(after.heapMax()).isEqualTo(Runtime.getRuntime().maxMemory());
    assertThat(after.nonHeapUsed()).isGreaterThan(MEBIBYTE);
    assertThat(after.directUsed() - before.directUsed()).isEqualTo(direct.capacity());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void residentMemory_isNoLessThanTheClassesThatAreLoaded() {
    long nonHeap = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed();
    assertThat(memoryAfterATick().rss()).isBetween(nonHeap / 2, 1L << 40);
  }

  @Test
  void tickMicros_areUnknownBeforeTheFirstTick() {
    assertThat(document().self().tickMicros()).isNull();
    time.advance(Duration.ofSeconds(1));
    assertThat(document().self().tickMicros()).isNotNegative();
  }

  /** What is there before the first call, and once only, does not count. */
  @Test
  void bytesHeld_isAboutWhatTheHeapHoldsMore() {
    HttpMonitor http = monitor.http();
    Random random = new Random(42);
    long heapBefore = heapInUse();
    long heldBefore = document().self().bytesHeld();
    for (int second = 0; second < 120; second++) {
      for (int route = 0; route < 200; route++) {
        TestCall call = TestCall.get("/route" + route, 200);
        http.begin(call);
        time.advance(Duration.ofNanos((long) Math.exp(8 + 2 * random.nextGaussian())));
        http.end(call, null);
      }
      time.advance(Duration.ofSeconds(1));
    }
    long held = document().self().bytesHeld() - heldBefore;
    long heap = heapInUse() - heapBefore;

    assertThat(held).isPositive();
    assertThat((double) heap / held).isBetween(0.7, 1.4);
  }

  @Test
  void bytesHeld_countsTheWindowsThatReadersShareUntilTheNextTick() {
    monitor.record("job", Duration.ofMillis(1), true);
    time.advance(Duration.ofSeconds(1));
    long before = document().self().bytesHeld();
    monitor.getStats(StatsWindow.ONE_MINUTE);
    assertThat(document().self().bytesHeld()).isGreaterThan(before);
    time.advance(Duration.ofSeconds(1));
    assertThat(document().self().bytesHeld()).isLessThan(before + 100);
  }

  private static long heapInUse() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}
