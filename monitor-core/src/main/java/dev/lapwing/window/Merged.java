// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.recording.Operation;
import dev.lapwing.recording.Recorder;
import dev.lapwing.stats.Distribution;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What the recorders gained in a window.
 *
 * @param generation how often the history had changed
 * @param fromNanos where the window starts
 * @param toNanos where it ends
 * @param complete whether all of the window that was asked for is held
 * @param activePeak the most HTTP requests that were in flight at one moment
 * @param tallies the stream lifetimes, then that of each recorder at its id plus one
 */
record Merged(
    long generation,
    long fromNanos,
    long toNanos,
    boolean complete,
    int activePeak,
    List<Tally> tallies) {

  /**
   * Merges the pieces that cover a window.
   *
   * @param pieces newest first
   * @param start where the window should start
   * @param recorders how many tallies there are
   */
  static Merged of(
      List<Piece> pieces,
      long start,
      long to,
      long generation,
      int recorders,
      PieceMerge.Validity validity) {
    long from = pieces.isEmpty() ? to : pieces.get(pieces.size() - 1).fromNanos();
    int peak = pieces.stream().mapToInt(Piece::activePeak).max().orElse(0);
    Tally[] tallies = new Tally[recorders];
    Arrays.fill(tallies, Tally.EMPTY);
    new PieceMerge().merge(pieces, validity, (index, sum) -> tallies[index] = sum.take());
    return new Merged(generation, from, to, from <= start, peak, List.of(tallies));
  }

  /**
   * Adds the tallies up by operation.
   *
   * @param known operations that are to be there even if nothing was recorded
   * @param recorders by index
   * @param clearedApart when an operation was cleared by itself
   */
  WindowStats collect(
      Set<Operation> known,
      RecorderFold[] recorders,
      Map<Operation, Long> clearedApart,
      long apdexNanos) {
    Function<Operation, OperationTally> newTally =
        operation ->
            new OperationTally(Math.max(fromNanos, clearedApart.getOrDefault(operation, 0L)));
    Map<Operation, OperationTally> operations = new HashMap<>();
    known.forEach(operation -> operations.put(operation, newTally.apply(operation)));
    for (int i = 1; i < tallies.size(); i++) {
      Recorder recorder = recorders[i].recorder();
      Tally tally = tallies.get(i);
      if (recorder != null && !tally.isEmpty()) {
        operations.computeIfAbsent(recorder.operation(), newTally).add(recorder, tally);
      }
    }
    Distribution lifetimes = tallies.get(0).durations();
    return new WindowStats(
        fromNanos, toNanos, complete, activePeak, lifetimes, operations, apdexNanos);
  }

  /** Returns about how many bytes of heap the distributions hold. */
  long bytesHeld() {
    return tallies.stream()
        .filter(tally -> !tally.isEmpty())
        .mapToLong(tally -> tally.durations().bytesHeld())
        .sum();
  }
}
