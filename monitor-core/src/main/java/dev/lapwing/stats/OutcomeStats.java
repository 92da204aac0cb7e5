// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import org.jspecify.annotations.Nullable;

/**
 * The calls of an operation that ended in one outcome with one status. Immutable; durations are
 * milliseconds, as those of {@link OperationStats}, but of these calls alone. A number that is not
 * known is null.
 *
 * @param outcome how they ended
 * @param status their status as a text, {@code 4xx} where statuses share, {@code 0} when there was
 *     no response; null unless http, and for aborted calls
 * @param count how many there are
 * @param avgDuration the mean, from the buckets
 * @param minDuration the least, to the precision of its bucket
 * @param maxDuration the greatest
 * @param p50 the 50th percentile
 * @param p75 the 75th percentile
 * @param p90 the 90th percentile
 * @param p95 the 95th percentile
 * @param p99 the 99th percentile
 * @param p999 the 99.9th percentile
 * @param slowCount those at or over the slow threshold
 * @param verySlowCount those of them at or over the very slow threshold
 */
public record OutcomeStats(
    Outcome outcome,
    @Nullable String status,
    long count,
    @Nullable Double avgDuration,
    @Nullable Double minDuration,
    @Nullable Double maxDuration,
    @Nullable Double p50,
    @Nullable Double p75,
    @Nullable Double p90,
    @Nullable Double p95,
    @Nullable Double p99,
    @Nullable Double p999,
    long slowCount,
    long verySlowCount) {}
