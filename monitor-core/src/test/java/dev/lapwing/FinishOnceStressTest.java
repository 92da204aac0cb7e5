// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.http.HttpCall;
import dev.lapwing.http.HttpMonitor;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Threads that all want to end the same calls, and a tick that takes them for lost meanwhile. */
class FinishOnceStressTest {
  private static final int ENDERS = 4;
  private static final int ROUNDS = 200;
  private static final int CALLS_PER_ROUND = 500;

  private final ManualTimeSource time = new ManualTimeSource();
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder()
          .timeSource(time)
          .lostCallAfter(Duration.ofMillis(1))
          .logSlowOperations(false)
          .build();
  private final HttpMonitor http = monitor.http();
  private final HttpCall[] calls = new HttpCall[CALLS_PER_ROUND];
  private final CyclicBarrier barrier = new CyclicBarrier(ENDERS + 1);

  @Test
  void everyCall_isRecordedOnceAndItsPlaceGivenBackOnce() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(ENDERS);
    List<Future<?>> enders = new ArrayList<>();
    for (int ender = 0; ender < ENDERS; ender++) {
      int number = ender;
      enders.add(pool.submit(() -> endAll(number)));
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < CALLS_PER_ROUND; i++) {
        calls[i] =
            i % 3 == 0
                ? TestCall.get("/stream", 200).contentType("text/event-stream")
                : TestCall.get("/plain", 200);
        http.begin(calls[i]);
      }
      barrier.await();
      time.advance(Duration.ofSeconds(1));
      barrier.await();
    }
    for (Future<?> ender : enders) {
      ender.get();
    }
    pool.shutdown();

    long counted = monitor.getStats().stream().mapToLong(OperationStats::count).sum();
    StatsDocument document = http.endpoint().read(StatsQuery.DEFAULT);
    assertThat(counted).isEqualTo((long) ROUNDS * CALLS_PER_ROUND);
    assertThat(document.activeRequests()).isZero();
    assertThat(document.streams().open()).isZero();
    assertThat(document.self().slotless()).isZero();
  }

  private Void endAll(int number) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      barrier.await();
      for (int i = 0; i < CALLS_PER_ROUND; i++) {
        HttpCall call = calls[(i + number) % CALLS_PER_ROUND];
        http.firstByte(call);
        if (number % 2 == 0) {
          http.end(call, null);
        } else {
          http.abort(call);
        }
      }
      barrier.await();
    }
    return null;
  }
}
