// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.recording.Operation;
import dev.lapwing.stats.Series;
import java.util.List;
import java.util.Map;

/**
 * How numbers went over a window. Immutable once it was handed out; times are nanoseconds since the
 * monitor's start.
 *
 * @param stepNanos how long a step is to be
 * @param fromNanos where each step starts; it ends where the next starts
 * @param startNanos where the window starts
 * @param toNanos where the window ends
 * @param complete whether all of the window that was asked for is held
 * @param totals all operations of a kind together
 * @param operations those that were asked for, in that order
 */
public record SeriesStats(
    long stepNanos,
    List<Long> fromNanos,
    long startNanos,
    long toNanos,
    boolean complete,
    Series totals,
    Map<Operation, Series> operations) {}
