// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.util.List;

/**
 * The slow calls that are kept. Immutable.
 *
 * @param slowest the slowest since the start or the last clear, slowest first
 * @param latest the latest, newest first
 */
public record SlowOperations(List<SlowOperation> slowest, List<SlowOperation> latest) {

  /** Copies both lists. */
  public SlowOperations {
    slowest = List.copyOf(slowest);
    latest = List.copyOf(latest);
  }
}
