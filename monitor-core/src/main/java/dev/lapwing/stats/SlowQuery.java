// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.util.List;

/**
 * What a reader asks of slow calls. Immutable.
 *
 * @param operations patterns of names, of which an operation matches at least one; empty for all
 * @param limit the most samples of each list, 0 to {@link #MAX_LIMIT}
 * @param pretty whether to indent
 */
public record SlowQuery(List<Glob> operations, int limit, boolean pretty) {

  /** The greatest limit: as many as are kept. */
  public static final int MAX_LIMIT = 100;

  /** Copies the patterns. */
  public SlowQuery {
    operations = List.copyOf(operations);
  }

  /** Returns whether an operation is asked for. */
  public boolean matches(String operation) {
    return operations.isEmpty()
        || operations.stream().anyMatch(pattern -> pattern.matches(operation));
  }
}
