// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.time.Instant;

/**
 * The time that a window really covers.
 *
 * @param window which window was asked for
 * @param from where it starts, rounded outward to a stored step
 * @param to where it ends
 * @param complete false when the window reaches further back than what is held
 */
public record WindowSpan(StatsWindow window, Instant from, Instant to, boolean complete) {}
