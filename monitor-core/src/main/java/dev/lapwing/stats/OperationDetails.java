// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.util.List;

/**
 * All there is to say of one operation in one window. Immutable.
 *
 * @param stats its numbers
 * @param outcomes the same calls by outcome and status, which add up to the count
 * @param successes the durations of calls that succeeded
 * @param errors the durations of calls that failed
 * @param aborted the durations of aborted calls
 */
public record OperationDetails(
    OperationStats stats,
    List<OutcomeStats> outcomes,
    Distribution successes,
    Distribution errors,
    Distribution aborted) {

  /** Copies the list. */
  public OperationDetails {
    outcomes = List.copyOf(outcomes);
  }
}
