// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

/**
 * From which durations on a call is slow, and very slow.
 *
 * @param slowNanos nanoseconds, positive
 * @param verySlowNanos nanoseconds, not below {@code slowNanos}
 */
public record Thresholds(long slowNanos, long verySlowNanos) {}
