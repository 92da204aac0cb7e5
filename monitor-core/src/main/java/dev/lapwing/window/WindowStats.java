// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.recording.Operation;
import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.OperationDetails;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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

  /** Returns all there is to say of an operation; null when nothing is known of it. */
  public @Nullable OperationDetails details(Operation operation) {
    OperationTally tally = operations.get(operation);
    return tally == null ? null : tally.toDetails(operation, toNanos, apdexNanos);
  }

  /** Returns the operations that pass, the most counted first. */
  public List<Operation> mostCounted(Predicate<Operation> filter) {
    Comparator<Map.Entry<Operation, OperationTally>> byCount =
        Comparator.comparingLong(each -> -each.getValue().count());
    return operations.entrySet().stream()
        .filter(each -> filter.test(each.getKey()))
        .sorted(byCount.thenComparing(each -> each.getKey().name()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns the numbers of all operations of a kind together, named after the kind. */
  public OperationStats totals(OperationKind kind) {
    List<OperationTally> ofKind = new ArrayList<>();
    operations.forEach(
        (operation, tally) -> {
          if (operation.kind() == kind) {
            ofKind.add(tally);
          }
        });
    OperationTally sum = OperationTally.sum(fromNanos, ofKind);
    return sum.toStats(kind.text(), kind, null, null, toNanos, apdexNanos);
  }
}
