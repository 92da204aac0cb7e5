// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.recording.Operation;
import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Everything that was recorded in one window. Immutable once it was handed out.
 *
 * @param fromNanos where the window starts, counted from the monitor's start
 * @param toNanos where it ends
 * @param complete whether all of the window that was asked for is held
 * @param activePeak the most HTTP requests that were in flight at one moment
 * @param streamLifetimes the lifetimes of the streams that ended
 * @param operations what was recorded, by operation
 * @param apdexNanos the Apdex threshold
 */
public record WindowStats(
    long fromNanos,
    long toNanos,
    boolean complete,
    int activePeak,
    Distribution streamLifetimes,
    Map<Operation, OperationTally> operations,
    long apdexNanos) {

  /** Returns the numbers of the operations that pass, in no order. */
  public List<OperationStats> rows(Predicate<Operation> filter) {
    List<OperationStats> rows = new ArrayList<>();
    operations.forEach(
        (operation, tally) -> {
          if (filter.test(operation)) {
            rows.add(tally.toStats(operation, toNanos, apdexNanos));
          }
        });
    return rows;
  }

  /** Returns the numbers of all operations of a kind together, named after the kind. */
  public OperationStats totals(OperationKind kind) {
    OperationTally sum = new OperationTally(fromNanos);
    operations.forEach(
        (operation, tally) -> {
          if (operation.kind() == kind) {
            sum.add(tally);
          }
        });
    return sum.toStats(kind.text(), kind, null, null, toNanos, apdexNanos);
  }
}
