// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers by step of time. Immutable and thread-safe.
 *
 * <p>Percentiles and the maximum are nanoseconds of successes and errors, null for a step in which
 * neither was recorded.
 */
public final class Series {
  private static final long UNKNOWN = -1;

  private final long[] counts;
  private final long[] errors;
  private final long[] p50;
  private final long[] p95;
  private final long[] p99;
  private final long[] max;

  private Series(int steps) {
    counts = new long[steps];
    errors = new long[steps];
    p50 = unknown(steps);
    p95 = unknown(steps);
    p99 = unknown(steps);
    max = unknown(steps);
  }

  private static long[] unknown(int steps) {
    long[] values = new long[steps];
    Arrays.fill(values, UNKNOWN);
    return values;
  }

  /** Returns how many steps there are. */
  public int steps() {
    return counts.length;
  }

  /** Returns how many calls of any outcome ended in a step, counted from 0. */
  public long count(int step) {
    return counts[step];
  }

  /** Returns how many of them were errors. */
  public long errors(int step) {
    return errors[step];
  }

  /** Returns the median of a step. */
  public @Nullable Long p50Nanos(int step) {
    return known(p50[step]);
  }

  /** Returns the 95th percentile of a step. */
  public @Nullable Long p95Nanos(int step) {
    return known(p95[step]);
  }

  /** Returns the 99th percentile of a step. */
  public @Nullable Long p99Nanos(int step) {
    return known(p99[step]);
  }

  /** Returns the greatest duration of a step. */
  public @Nullable Long maxNanos(int step) {
    return known(max[step]);
  }

  private static @Nullable Long known(long nanos) {
    return nanos == UNKNOWN ? null : (Long) nanos;
  }

  /** Puts a series together, step by step. Not thread-safe. */
  public static final class Builder {
    private final Series series;

    /** Makes a builder of a series in which nothing happened. */
    public Builder(int steps) {
      series = new Series(steps);
    }

    /**
     * Sets the numbers of a step.
     *
     * @param count calls of any outcome
     * @param errors those that were errors
     * @param durations the durations of successes and errors
     */
    public void set(int step, long count, long errors, Distribution durations) {
      series.counts[step] = count;
      series.errors[step] = errors;
      series.p50[step] = nanos(durations.percentileNanos(50));
      series.p95[step] = nanos(durations.percentileNanos(95));
      series.p99[step] = nanos(durations.percentileNanos(99));
      series.max[step] = nanos(durations.maxNanos());
    }

    private static long nanos(@Nullable Long known) {
      return known == null ? UNKNOWN : known;
    }

    /** Returns the series; the builder is not to be used after that. */
    public Series build() {
      return series;
    }
  }
}
