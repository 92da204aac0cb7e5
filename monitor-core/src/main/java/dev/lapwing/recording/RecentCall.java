// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

/**
 * One call of an operation.
 *
 * @param turn its number among the calls that were kept, from 0
 * @param startNanos when it began, by the monotonic clock
 * @param nanos how long it took
 * @param success whether it succeeded
 */
public record RecentCall(long turn, long startNanos, long nanos, boolean success) {}
