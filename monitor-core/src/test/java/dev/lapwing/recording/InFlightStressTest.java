// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More calls than a small table has places: it is full again and again, but never for good. */
class InFlightStressTest {
  private static final int PLACES = 80;
  private static final int THREADS = 6;
  private static final int ROUNDS = 2_000;
  private static final int HELD = 100;

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void tableThatWasFull_hasPlacesAgain(int stripes) throws Exception {
    InFlight<Object> inFlight = new InFlight<>(PLACES);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      threads.add(pool.submit(() -> beginAndEnd(inFlight)));
    }
    // Stripes are added while calls are in flight that began with fewer.
    inFlight.growStripes(Double.MAX_VALUE, stripes);
    inFlight.growStripes(Double.MAX_VALUE, stripes);
    for (Future<?> thread : threads) {
      thread.get();
    }
    pool.shutdown();

    assertThat(inFlight.active()).isZero();
    assertThat(inFlight.withoutPlace()).isPositive();
    assertThat(inFlight.peak()).isBetween(HELD, THREADS * HELD);
    List<Object> left = new ArrayList<>();
    inFlight.forEach(left::add);
    assertThat(left).isEmpty();
    long withoutPlace = inFlight.withoutPlace();
    for (int i = 0; i < PLACES; i++) {
      inFlight.begin("call");
    }
    assertThat(inFlight.withoutPlace()).isEqualTo(withoutPlace);
    inFlight.forEach(left::add);
    assertThat(left).hasSize(PLACES);
  }

  private static void beginAndEnd(InFlight<Object> inFlight) {
    int[] places = new int[HELD];
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < HELD; i++) {
        places[i] = inFlight.begin("call");
      }
      for (int place : places) {
        inFlight.end(place);
      }
    }
  }
}
