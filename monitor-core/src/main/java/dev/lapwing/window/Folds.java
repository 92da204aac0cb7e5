// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.recording.Operation;
import dev.lapwing.recording.Recorder;
import dev.lapwing.recording.Recording;
import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.DistributionBuilder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was read of every recorder, and of the monitor's own cost. The lock of {@link Windows}
 * guards it, but for {@link #all()}.
 */
final class Folds {
  private final Recording recording;
  private final DistributionBuilder scratch = new DistributionBuilder();
  private final HistogramFold ownCost;
  private Distribution ownCosts = Distribution.EMPTY;
  private long changes;

  /** The stream lifetimes, then every recorder at its id plus one; replaced, never changed. */
  private volatile RecorderFold[] all;

  Folds(Recording recording) {
    this.recording = recording;
    this.ownCost = new HistogramFold(recording.ownCost());
    this.all = new RecorderFold[] {RecorderFold.of(recording.streams().lifetimes())};
  }

  /** Moves what was recorded since the last call into totals and the open interval. */
  void fold() {
    addNewRecorders();
    boolean changed = false;
    for (RecorderFold each : all) {
      changed |= each.fold(scratch);
    }
    if (changed) {
      changes++;
    }
    if (recording.ownCost().isDirty()) {
      ownCosts = ownCosts.plus(ownCost.gain(ownCost.takeMax(), scratch));
    }
  }

  private void addNewRecorders() {
    Recorder newest = recording.registry().newestRecorder();
    int known = all.length;
    if (newest == null || newest.id() + 1 < known) {
      return;
    }
    RecorderFold[] extended = Arrays.copyOf(all, newest.id() + 2);
    for (Recorder each = newest; each != null && each.id() + 1 >= known; each = each.older()) {
      extended[each.id() + 1] = RecorderFold.of(each);
    }
    all = extended;
  }

  /** Returns how many folds found something new. */
  long changes() {
    return changes;
  }

  /** Returns the stream lifetimes, then every recorder; the array is not to be changed. */
  RecorderFold[] all() {
    return all;
  }

  List<Tally> totals() {
    return Arrays.stream(all).map(RecorderFold::total).toList();
  }

  Set<Operation> operationsWithTotals() {
    Set<Operation> operations = new HashSet<>();
    for (RecorderFold each : all) {
      Recorder recorder = each.recorder();
      if (recorder != null && each.hasTotal()) {
        operations.add(recorder.operation());
      }
    }
    return operations;
  }

  long recordedCalls() {
    return Arrays.stream(all).skip(1).mapToLong(RecorderFold::recorded).sum();
  }

  @Nullable Long ownCostNanos() {
    return ownCosts.percentileNanos(50);
  }

  long bytesHeld() {
    return Arrays.stream(all).mapToLong(RecorderFold::bytesHeld).sum();
  }
}
