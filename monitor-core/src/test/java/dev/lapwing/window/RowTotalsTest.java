// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.stats.Buckets;
import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.DistributionBuilder;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Totals of counters that go around are as exact as those of counters that do not. */
class RowTotalsTest {
  private static final int ROW = 3;

  @Property(tries = 300)
  void totals_areTheSumOfWhatWasGainedSinceTheClear(
      @ForAll @IntRange(min = 1, max = 60) int readings, @ForAll Random random) {
    RowTotals totals = new RowTotals();
    int[] counters = new int[Buckets.PER_ROW];
    long[] expected = new long[Buckets.PER_ROW];
    for (int reading = 0; reading < readings; reading++) {
      if (random.nextInt(10) == 0) {
        totals.clear();
        expected = new long[Buckets.PER_ROW];
      }
      long[] gains = random.longs(Buckets.PER_ROW, 0, mostGained(random)).toArray();
      for (int i = 0; i < Buckets.PER_ROW; i++) {
        counters[i] += (int) gains[i];
        expected[i] += gains[i];
      }

      DistributionBuilder gained = new DistributionBuilder();
      totals.read(ROW, counters.clone(), gained);

      assertThat(gained.build()).isEqualTo(distribution(gains));
      assertThat(totals.total(new DistributionBuilder(), 0)).isEqualTo(distribution(expected));
    }
  }

  /** Few at a time, or as many as may lie between two readings. */
  private static long mostGained(Random random) {
    return random.nextBoolean() ? 3 : 1L << Integer.SIZE;
  }

  private static Distribution distribution(long[] counts) {
    DistributionBuilder target = new DistributionBuilder();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        target.addCount(ROW * Buckets.PER_ROW + i, counts[i]);
      }
    }
    return target.build();
  }
}
