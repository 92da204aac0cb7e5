// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of the stats document asks for. Immutable.
 *
 * @param window the time that all numbers are of
 * @param operations patterns of names, of which an operation matches at least one; empty for all
 * @param kind the kind of the operations and of the totals; null for operations of every kind and
 *     totals of http
 * @param sort the field that operations are sorted by; see {@link StatsFields}
 * @param descending whether the greatest comes first; what is not known comes last either way
 * @param limit the most operations to return, 0 to {@link #MAX_LIMIT}
 * @param offset how many operations to skip, zero or more
 * @param fields the fields of operations to write beside the name; empty for all
 * @param pretty whether to indent
 */
public record StatsQuery(
    StatsWindow window,
    List<Glob> operations,
    @Nullable OperationKind kind,
    String sort,
    boolean descending,
    int limit,
    int offset,
    Set<String> fields,
    boolean pretty) {

  /** The greatest limit. */
  public static final int MAX_LIMIT = 10_000;

  /** The total window, every operation, the most counted first. */
  public static final StatsQuery DEFAULT =
      new StatsQuery(
          StatsWindow.TOTAL, List.of(), null, "count", true, MAX_LIMIT, 0, Set.of(), false);

  /** Copies the collections. */
  public StatsQuery {
    operations = List.copyOf(operations);
    fields = Set.copyOf(fields);
  }

  /** Returns whether a row is to have a field, one of {@link StatsFields#selectable()}. */
  public boolean selects(String field) {
    return fields.isEmpty() || fields.contains(field);
  }

  /** Returns whether an operation is asked for. */
  public boolean matches(String operation, OperationKind itsKind) {
    return (kind == null || kind == itsKind)
        && (operations.isEmpty()
            || operations.stream().anyMatch(pattern -> pattern.matches(operation)));
  }
}
