// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request in flight, as it was when it began. Immutable.
 *
 * @param method the method as it was received, cut to 32 characters
 * @param path the path that was asked for, without its query, cut to 512 characters
 * @param startedAt when it began; null when the clock failed
 * @param age milliseconds since then; null when the clock failed
 * @param thread the name of the thread that began it; null when that has none
 * @param stream whether its head was sent and it has no end of its own
 */
public record ActiveCall(
    String method,
    String path,
    @Nullable Instant startedAt,
    @Nullable Double age,
    @Nullable String thread,
    boolean stream) {}
