// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call that took as long as a slow threshold or longer. Immutable.
 *
 * @param operation the operation's name
 * @param kind what sort of work it is
 * @param method the HTTP method as it was received, cut to 32 characters; null unless http
 * @param path the path that was asked for, without its query, cut to 512 characters; null unless
 *     http
 * @param outcome how it ended
 * @param status the status of the response, 0 when there was none; null unless http
 * @param startedAt when it began
 * @param duration how long it took
 * @param verySlow whether it reached the very slow threshold too
 * @param thread the name of the thread that began it
 * @param metadata what the user told of it; empty for http
 * @param traceId the trace id of a valid {@code traceparent} header, 32 hexadecimal digits; null
 *     when there was none
 */
public record SlowOperation(
    String operation,
    OperationKind kind,
    @Nullable String method,
    @Nullable String path,
    Outcome outcome,
    @Nullable Integer status,
    Instant startedAt,
    Duration duration,
    boolean verySlow,
    String thread,
    Map<String, String> metadata,
    @Nullable String traceId) {

  /** Copies the metadata, in its order. */
  public SlowOperation {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }
}
