// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.time.Instant;
import java.util.List;

/**
 * What happened between two ticks. Immutable.
 *
 * @param from when the interval began
 * @param to when it ended
 * @param activeRequestsPeak the most HTTP requests that were in flight at one moment
 * @param operations the operations that recorded something, in no order
 */
public record IntervalStats(
    Instant from, Instant to, int activeRequestsPeak, List<OperationStats> operations) {

  /** Copies the list. */
  public IntervalStats {
    operations = List.copyOf(operations);
  }
}
