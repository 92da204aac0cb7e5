// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.time.Instant;
import java.util.List;

/**
 * All that was measured since the start or the last clear, for programs that keep, merge or send it
 * themselves. Immutable.
 *
 * @param service which service this is
 * @param exportedAt when this was made
 * @param window the time that all numbers are of, always the total
 * @param operations every operation of which something was recorded, in the order of their names
 */
public record MetricsExport(
    StatsDocument.Service service,
    Instant exportedAt,
    WindowSpan window,
    List<OperationExport> operations) {

  /** Copies the list. */
  public MetricsExport {
    operations = List.copyOf(operations);
  }

  /**
   * One operation. Immutable.
   *
   * @param details its numbers, also by outcome and status, and its durations as distributions,
   *     which merge with those of other processes ({@link Distribution#plus}) and have a binary
   *     form ({@link Distribution#toBytes})
   * @param recentSamples its latest calls, oldest first; empty unless the setting {@code
   *     recentSamples} is above zero
   */
  public record OperationExport(OperationDetails details, List<RecentSample> recentSamples) {

    /** Copies the list. */
    public OperationExport {
      recentSamples = List.copyOf(recentSamples);
    }
  }
}
