// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.time.Instant;

/**
 * One of the latest calls of an operation. Immutable.
 *
 * @param startedAt when it began
 * @param duration how long it took, in milliseconds
 * @param success whether it succeeded; aborted calls did not
 */
public record RecentSample(Instant startedAt, double duration, boolean success) {}
