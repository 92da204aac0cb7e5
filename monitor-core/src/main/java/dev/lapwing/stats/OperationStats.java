// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one operation, or of all operations of a kind, in one window. Immutable.
 *
 * <p>Durations are milliseconds; they and the percentiles cover successes and errors, not aborted
 * calls. Percentiles are nearest-rank, read from buckets with the error that {@link Buckets}
 * states. A number that is not known, such as a percentile of nothing, is null.
 *
 * @param operation the name, {@code GET /users/{id}} or {@code database.query}
 * @param kind what sort of work it is
 * @param method the HTTP method, {@code _OTHER} when unknown; null unless the kind is http
 * @param route the normalised path template; null unless the kind is http
 * @param count successes, errors and aborted calls together
 * @param successCount calls that succeeded
 * @param errorCount calls that failed: a status of 500 or above, or an escaped failure
 * @param clientErrorCount calls with a status of 400 to 499; part of {@code successCount}
 * @param abortedCount calls whose client left before the response was complete
 * @param errorRate {@code errorCount / count}; null when nothing was counted
 * @param ratePerSecond {@code count} over the measured span; null when the span is empty
 * @param avgDuration the mean, from the buckets
 * @param minDuration the least, to the precision of its bucket
 * @param maxDuration the greatest; exact for the total window
 * @param p50 the 50th percentile
 * @param p75 the 75th percentile
 * @param p90 the 90th percentile
 * @param p95 the 95th percentile
 * @param p99 the 99th percentile
 * @param p999 the 99.9th percentile
 * @param slowCount calls of any outcome at or over the slow threshold
 * @param verySlowCount those of them at or over the very slow threshold
 * @param apdex the Apdex score, 0 to 1; errors count as frustrated
 * @param abortedP99 the 99th percentile of aborted calls
 * @param abortedMax the greatest duration of an aborted call
 * @param sampledCount how many of the calls were measured, on which alone the durations and Apdex
 *     rest; null where all are
 * @param statuses counts by status code; {@code 4xx} where codes share, {@code aborted} and {@code
 *     0} (no response) apart; empty unless the kind is http
 * @see <a href="https://www.apdex.org/specifications/">Apdex specification</a>
 */
public record OperationStats(
    String operation,
    OperationKind kind,
    @Nullable String method,
    @Nullable String route,
    long count,
    long successCount,
    long errorCount,
    long clientErrorCount,
    long abortedCount,
    @Nullable Double errorRate,
    @Nullable Double ratePerSecond,
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
    long verySlowCount,
    @Nullable Double apdex,
    @Nullable Double abortedP99,
    @Nullable Double abortedMax,
    @Nullable Long sampledCount,
    Map<String, Long> statuses) {

  /** Copies the statuses, in their order. */
  public OperationStats {
    statuses = Collections.unmodifiableMap(new LinkedHashMap<>(statuses));
  }
}
