// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.recording.ConcurrentHistogram;
import dev.lapwing.recording.Operation;
import dev.lapwing.recording.Recorder;
import dev.lapwing.recording.Recording;
import java.util.Arrays;
import java.util.BitSet;
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
  private final FoldScratch scratch = new FoldScratch();
  private final HistogramFold ownCost;
  private long changes;
  private long recordedCalls;

  /** The stream lifetimes, then every recorder at its id plus one; replaced, never changed. */
  private volatile RecorderFold[] all;

  /** What {@link #all} folds, so that a look at those that are clean takes one step less. */
  private ConcurrentHistogram[] histograms;

  /** Which have something in the open interval. */
  private final BitSet open = new BitSet();

  Folds(Recording recording) {
    this.recording = recording;
    this.ownCost = new HistogramFold(recording.ownCost());
    this.all = new RecorderFold[] {RecorderFold.of(recording.streams().lifetimes())};
    this.histograms = new ConcurrentHistogram[] {recording.streams().lifetimes()};
  }

  /** Moves what was recorded since the last call into totals and the open interval. */
  void fold() {
    addNewRecorders();
    for (int i = 0; i < histograms.length; i++) {
      if (histograms[i].isDirty()) {
        count(i, all[i].fold(scratch));
        open.set(i);
      }
    }
    foldOwnCost();
  }

  /**
   * Does what {@link #fold} does, writes what each gained since the last call, and begins a new
   * interval.
   *
   * @param seconds how long the interval was
   * @param stripeLimit the most stripes a histogram may have
   * @return how many requests ended in it
   */
  long closeInterval(PieceWriter target, double seconds, int stripeLimit) {
    // What one that failed in the middle has left would spoil this one.
    target.clear();
    scratch.gained().clear();
    addNewRecorders();
    long requests = 0;
    int nextOpen = open.nextSetBit(0);
    for (int i = 0; i < histograms.length; i++) {
      boolean dirty = histograms[i].isDirty();
      if (dirty) {
        count(i, all[i].gain(scratch));
      }
      if (dirty || i == nextOpen) {
        long durations = all[i].closeInterval(scratch);
        if (!scratch.gained().isEmpty()) {
          scratch.gained().writeTo(target, i);
        }
        scratch.gained().clear();
        all[i].growStripes(durations, seconds, stripeLimit);
        requests += all[i].isHttp() ? durations : 0;
      }
      nextOpen = i == nextOpen ? open.nextSetBit(i + 1) : nextOpen;
    }
    open.clear();
    foldOwnCost();
    return requests;
  }

  private void count(int index, long calls) {
    recordedCalls += index == 0 ? 0 : calls;
    changes++;
  }

  private void foldOwnCost() {
    if (recording.ownCost().isDirty()) {
      ownCost.gain(ownCost.takeMax(), scratch);
      scratch.gained().clear();
    }
  }

  private void addNewRecorders() {
    Recorder newest = recording.registry().newestRecorder();
    int known = all.length;
    if (newest == null || newest.id() + 1 < known) {
      return;
    }
    RecorderFold[] extended = Arrays.copyOf(all, newest.id() + 2);
    histograms = Arrays.copyOf(histograms, extended.length);
    for (Recorder each = newest; each != null && each.id() + 1 >= known; each = each.older()) {
      extended[each.id() + 1] = RecorderFold.of(each);
      histograms[each.id() + 1] = each;
    }
    all = extended;
  }

  /** Returns a number that grows with every fold that finds something new. */
  long changes() {
    return changes;
  }

  /** Returns the stream lifetimes, then every recorder; the array is not to be changed. */
  RecorderFold[] all() {
    return all;
  }

  List<Tally> totals() {
    return Arrays.stream(all).map(each -> each.total(scratch)).toList();
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
    return recordedCalls;
  }

  @Nullable Long ownCostNanos() {
    return ownCost.total(scratch).percentileNanos(50);
  }

  long bytesHeld() {
    return Arrays.stream(all).mapToLong(RecorderFold::bytesHeld).sum();
  }
}
