// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reader asks of how numbers went over time. Immutable.
 *
 * @param window the time to cover; not {@link StatsWindow#TOTAL}, which has no steps
 * @param operations patterns of names, of which an operation matches at least one to have a series;
 *     empty for the totals alone
 * @param kind the kind of the operations and of the totals; null for operations of every kind and
 *     totals of http
 * @param points how many steps at most fit into the window, 1 to {@link #MAX_POINTS}
 * @param limit the most operations to return, the most counted first, 0 to {@link #MAX_LIMIT}
 * @param pretty whether to indent
 */
public record SeriesQuery(
    StatsWindow window,
    List<Glob> operations,
    @Nullable OperationKind kind,
    int points,
    int limit,
    boolean pretty) {

  /** The most points: an hour in steps of ten seconds. */
  public static final int MAX_POINTS = 360;

  /** The greatest limit. */
  public static final int MAX_LIMIT = 1_000;

  /** Copies the patterns. */
  public SeriesQuery {
    operations = List.copyOf(operations);
  }

  /** Returns whether an operation is asked for. */
  public boolean matches(String operation, OperationKind itsKind) {
    return (kind == null || kind == itsKind)
        && operations.stream().anyMatch(pattern -> pattern.matches(operation));
  }
}
