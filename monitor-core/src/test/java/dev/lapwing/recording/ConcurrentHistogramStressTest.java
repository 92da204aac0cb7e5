// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.stats.Buckets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Stripes that grow to their limit while writers are at it. */
class ConcurrentHistogramStressTest {
  private static final int WRITERS = 8;
  private static final int RECORDS = 1_000_000;
  private static final int STRIPES = 16;

  private final ConcurrentHistogram histogram = new ConcurrentHistogram();

  @Test
  void growingStripes_loseNothing() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
    List<Future<?>> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      int first = writer;
      writers.add(
          pool.submit(
              () -> {
                for (int i = 0; i < RECORDS; i++) {
                  histogram.record(first + (i & 0xFFFF) * 16L);
                }
              }));
    }
    for (long target = RECORDS; histogram.stripeCount() < STRIPES; target += RECORDS) {
      while (count() < target / 2) {
        Thread.onSpinWait();
      }
      histogram.growStripes(STRIPES);
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
    pool.shutdown();

    assertThat(histogram.stripeCount()).isEqualTo(STRIPES);
    assertThat(count()).isEqualTo((long) WRITERS * RECORDS);
    assertThat(histogram.takeMax()).isEqualTo(WRITERS - 1 + 0xFFFF * 16L);
    assertThat(histogram.isDirty()).isFalse();
  }

  private long count() {
    long count = 0;
    int[] sums = new int[Buckets.PER_ROW];
    for (int row = 0; row < Buckets.ROWS; row++) {
      Arrays.fill(sums, 0);
      if (histogram.addRowTo(row, sums)) {
        count += Arrays.stream(sums).asLongStream().sum();
      }
    }
    return count;
  }
}
