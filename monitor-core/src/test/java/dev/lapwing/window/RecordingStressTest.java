// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.recording.InFlight;
import dev.lapwing.recording.Measuring;
import dev.lapwing.recording.Operation;
import dev.lapwing.recording.Recording;
import dev.lapwing.recording.Registry;
import dev.lapwing.recording.Thresholds;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.Outcome;
import dev.lapwing.stats.StatsWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Writers, the tick, queries, stripe growth and clears all at once, over more than 10<sup>8</sup>
 * records: nothing is lost and nothing counted twice.
 */
class RecordingStressTest {
  private static final int WRITERS = 4;
  private static final int RECORDS_PER_WRITER = 26_000_000;
  private static final long RECORDS = (long) WRITERS * RECORDS_PER_WRITER;
  private static final int DURATIONS = 1 << 12;
  private static final long SLOW_NANOS = 50_000;
  private static final long VERY_SLOW_NANOS = 500_000;
  private static final long TICK_NANOS = 1_000_000;

  private final Recording recording =
      new Recording(
          new Registry(
              700,
              200,
              route -> route,
              (kind, name) -> Measuring.all(new Thresholds(SLOW_NANOS, VERY_SLOW_NANOS))),
          true);
  private final Windows windows =
      new Windows(recording, new InFlight<>(), Duration.ofMillis(500), 32 << 20);
  private final Operation kept = recording.registry().http("GET", "/kept");
  private final Operation cleared = recording.registry().http("GET", "/cleared");

  /** How many records the one writer has made, where there is one. */
  private volatile long written;

  private final long[] durations = new Random(20261120).longs(DURATIONS, 0, 1_000_000).toArray();

  @Test
  void recordsOfAnOperation_areEachCountedOnce_whileEverythingElseGoesOn() throws Exception {
    AtomicBoolean writing = new AtomicBoolean(true);
    ExecutorService pool = Executors.newFixedThreadPool(WRITERS + 3);
    List<Future<?>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      int offset = i * 997;
      writers.add(pool.submit(() -> write(offset)));
    }
    Future<Long> ticks = pool.submit((Callable<Long>) () -> tickWhile(writing));
    Future<Integer> queries = pool.submit(() -> queryWhile(writing));
    Future<Integer> clears = pool.submit(() -> clearWhile(writing));
    for (Future<?> writer : writers) {
      writer.get(5, TimeUnit.MINUTES);
    }
    writing.set(false);

    long inIntervals = ticks.get();
    assertThat(queries.get()).isPositive();
    assertThat(clears.get()).isPositive();
    pool.shutdown();

    OperationStats stats = total(kept);
    long expectedSlow = countOfRecords(SLOW_NANOS);
    assertThat(stats.count()).isEqualTo(RECORDS / 2);
    assertThat(inIntervals).isEqualTo(RECORDS / 2);
    assertThat(stats.slowCount()).isEqualTo(expectedSlow);
    assertThat(stats.verySlowCount()).isEqualTo(countOfRecords(VERY_SLOW_NANOS));
    assertThat(stats.maxDuration()).isEqualTo(maxOfRecords() / 1e6);
    assertThat(windows.recordedCalls()).isEqualTo(RECORDS);
  }

  @Test
  void clearsOfEverything_loseNothingThatComesAfterThem() throws Exception {
    AtomicBoolean writing = new AtomicBoolean(true);
    ExecutorService pool = Executors.newFixedThreadPool(3);
    Future<?> writer = pool.submit(() -> write(0));
    Future<Long> ticks = pool.submit((Callable<Long>) () -> tickWhile(writing));
    Future<Integer> clears = pool.submit(() -> clearAllWhile(writing));
    writer.get(5, TimeUnit.MINUTES);
    writing.set(false);
    ticks.get();
    assertThat(clears.get()).isPositive();
    pool.shutdown();

    assertThat(windows.recordedCalls()).isEqualTo(RECORDS_PER_WRITER);
    windows.clear(Long.MAX_VALUE / 2);
    kept.record(Outcome.SUCCESS, 200, 7);
    assertThat(total(kept).count()).isEqualTo(1);
    assertThat(total(kept).maxDuration()).isEqualTo(7 / 1e6);
    assertThat(total(cleared).count()).isZero();
  }

  /**
   * Clears, and compares what is counted after each clear with what was written since, as far as
   * can be told from outside: the call that is just being written may be on either side.
   */
  private int clearAllWhile(AtomicBoolean writing) {
    int clears = 0;
    for (; writing.get(); clears++) {
      long beforeClear = written;
      windows.clear(clears);
      long afterClear = written;
      Thread.yield();
      long beforeRead = written;
      long counted = total(kept).count() + total(cleared).count();
      long afterRead = written;
      assertThat(counted).isBetween(beforeRead - afterClear - 2, afterRead - beforeClear + 2);
    }
    return clears;
  }

  /** Writes alternately to the operation that is cleared and to the one that is not. */
  private void write(int offset) {
    for (int i = 0; i < RECORDS_PER_WRITER; i += 2) {
      long nanos = durations[(i / 2 + offset) & (DURATIONS - 1)];
      kept.record(Outcome.SUCCESS, 200, nanos);
      cleared.record(Outcome.SUCCESS, 200, nanos);
      written = i + 2;
    }
  }

  /** Ticks until the writers are done, then once more; adds the intervals of one operation up. */
  private long tickWhile(AtomicBoolean writing) {
    long now = 0;
    long counted = 0;
    boolean last;
    do {
      last = !writing.get();
      now += TICK_NANOS;
      windows.tick(now);
      for (OperationStats row : windows.readLastInterval().rows(each -> each == kept)) {
        counted += row.count();
      }
    } while (!last);
    return counted;
  }

  private int queryWhile(AtomicBoolean writing) {
    int queries = 0;
    long before = 0;
    while (writing.get()) {
      OperationStats now = total(kept);
      assertThat(now.count()).isGreaterThanOrEqualTo(before);
      assertThat(now.slowCount()).isLessThanOrEqualTo(now.count());
      if (now.count() > 0) {
        assertThat(now.p50()).isBetween(now.minDuration(), now.p99());
        assertThat(now.p99()).isLessThanOrEqualTo(now.maxDuration());
      }
      windows.read(StatsWindow.ONE_MINUTE, 0).rows(each -> true);
      before = now.count();
      queries++;
    }
    return queries;
  }

  private int clearWhile(AtomicBoolean writing) {
    int clears = 0;
    while (writing.get()) {
      windows.clear(each -> each == cleared, 0);
      clears++;
      Thread.yield();
    }
    return clears;
  }

  private OperationStats total(Operation operation) {
    List<OperationStats> rows = windows.read(StatsWindow.TOTAL, 1).rows(each -> each == operation);
    return rows.isEmpty() ? new OperationTally(0).toStats(operation, 1, 1) : rows.get(0);
  }

  private long countOfRecords(long thresholdNanos) {
    long count = 0;
    for (int writer = 0; writer < WRITERS; writer++) {
      for (int i = 0; i < RECORDS_PER_WRITER / 2; i++) {
        count += durations[(i + writer * 997) & (DURATIONS - 1)] >= thresholdNanos ? 1 : 0;
      }
    }
    return count;
  }

  private long maxOfRecords() {
    long max = 0;
    for (long nanos : durations) {
      max = Math.max(max, nanos);
    }
    return max;
  }
}
