// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

import dev.lapwing.stats.Outcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A slow call as the thread that ended it saw it.
 *
 * @param operation what was called
 * @param outcome how it ended
 * @param status the response's status; 0 for none
 * @param startNanos when it began, by the monotonic clock
 * @param nanos how long it took
 * @param thread the thread that began it
 * @param method the method as received; null unless http
 * @param path the path without its query; null unless http
 * @param metadata what the user told of it
 * @param traceId its trace id; null when unknown
 */
public record SlowCall(
    Operation operation,
    Outcome outcome,
    int status,
    long startNanos,
    long nanos,
    String thread,
    @Nullable String method,
    @Nullable String path,
    Map<String, String> metadata,
    @Nullable String traceId) {}
