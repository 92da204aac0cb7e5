// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.stats.Buckets;
import dev.lapwing.stats.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Threads that meet the last operation there may be: whoever comes second finds it. */
class RegistryStressTest {
  private static final int THREADS = 4;
  private static final int ROUNDS = 200;
  private static final int REGISTRIES = 500;
  private static final int STATUSES = RecorderTable.PER_OPERATION + 2;

  private final Registry[] registries = new Registry[REGISTRIES];
  private final CyclicBarrier barrier = new CyclicBarrier(THREADS, this::makeRegistries);

  private void makeRegistries() {
    for (int i = 0; i < REGISTRIES; i++) {
      Thresholds thresholds = new Thresholds(Long.MAX_VALUE, Long.MAX_VALUE);
      registries[i] = new Registry(1, 1, route -> route, (a, b) -> Measuring.all(thresholds));
    }
  }

  @Test
  void lastHttpOperation_isEverybodys() throws Exception {
    assertThat(strays(registry -> !"/last".equals(registry.http("GET", "/last").route()))).isZero();
  }

  @Test
  void lastInternalOperation_isEverybodys() throws Exception {
    assertThat(strays(registry -> !"last".equals(registry.internal("last").name()))).isZero();
  }

  @Test
  void lastStatusOfItsOwn_isEverybodys() throws Exception {
    int shared = THREADS * (STATUSES - RecorderTable.PER_OPERATION);

    assertThat(strays(RegistryStressTest::recordStatuses)).isZero();
    assertThat(registries)
        .allSatisfy(registry -> assertThat(recordsOf(registry, "2xx")).isEqualTo(shared));
  }

  private static boolean recordStatuses(Registry registry) {
    Operation operation = registry.http("GET", "/last");
    for (int i = 0; i < STATUSES; i++) {
      operation.record(Outcome.SUCCESS, 200 + i, 1_000);
    }
    return false;
  }

  private static int recordsOf(Registry registry, String status) {
    int[] sums = new int[Buckets.PER_ROW];
    for (Recorder each = registry.newestRecorder(); each != null; each = each.older()) {
      if (each.statusText().equals(status)) {
        for (int row = 0; row < Buckets.ROWS; row++) {
          each.addRowTo(row, sums);
        }
      }
    }
    return IntStream.of(sums).sum();
  }

  /** Has all threads use all registries, and returns how often one strayed. */
  private int strays(Predicate<Registry> strayed) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    List<Future<Integer>> threads = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      threads.add(pool.submit(() -> straysOfThread(strayed)));
    }
    int sum = 0;
    for (Future<Integer> thread : threads) {
      sum += thread.get();
    }
    pool.shutdown();
    return sum;
  }

  private int straysOfThread(Predicate<Registry> strayed) throws Exception {
    int strays = 0;
    for (int round = 0; round < ROUNDS; round++) {
      barrier.await();
      for (Registry registry : registries) {
        strays += strayed.test(registry) ? 1 : 0;
      }
    }
    return strays;
  }
}
