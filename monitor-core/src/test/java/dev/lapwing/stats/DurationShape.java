// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.util.Random;

/** How the durations of services, and of adversaries, are distributed; all in nanoseconds. */
public enum DurationShape {
  LOG_NORMAL {
    @Override
    public long draw(Random random) {
      return (long) Math.exp(Math.log(5e6) + random.nextGaussian());
    }
  },
  BIMODAL {
    @Override
    public long draw(Random random) {
      long centre = random.nextInt(10) < 7 ? 200_000 : 80_000_000;
      return (long) (centre * (1 + 0.05 * random.nextGaussian()));
    }
  },
  PARETO {
    @Override
    public long draw(Random random) {
      double scaled = 100_000 / Math.pow(1 - random.nextDouble(), 1 / 0.9);
      return (long) Math.min(scaled, Buckets.RANGE_NANOS - 1);
    }
  },
  CONSTANT {
    @Override
    public long draw(Random random) {
      return random.nextLong() >>> (21 + random.nextInt(43));
    }
  },
  SUB_MICROSECOND {
    @Override
    public long draw(Random random) {
      return random.nextInt(1_100);
    }
  },
  BUCKET_EDGES {
    @Override
    public long draw(Random random) {
      int bucket = random.nextInt(Buckets.COUNT - 1);
      long edge = random.nextBoolean() ? Buckets.lowestOf(bucket) : Buckets.highestOf(bucket);
      return Math.max(0, edge + random.nextInt(3) - 1);
    }
  },
  AROUND_THE_RANGE {
    @Override
    public long draw(Random random) {
      return switch (random.nextInt(4)) {
        case 0 -> LOG_NORMAL.draw(random);
        case 1 -> Buckets.RANGE_NANOS + random.nextInt(5) - 2;
        case 2 -> Buckets.lowestOf(Buckets.COUNT - 1) + random.nextInt(5) - 2;
        default -> Long.MAX_VALUE - (random.nextLong() >>> (2 + random.nextInt(40)));
      };
    }
  },
  MIXED {
    @Override
    public long draw(Random random) {
      return values()[random.nextInt(values().length - 1)].draw(random);
    }
  };

  /** Draws one duration, zero or more. */
  public abstract long draw(Random random);

  /** Draws many. */
  public long[] draw(int size, Random random) {
    long[] samples = new long[size];
    long constant = draw(random);
    for (int i = 0; i < size; i++) {
      samples[i] = this == CONSTANT ? constant : draw(random);
    }
    return samples;
  }
}
