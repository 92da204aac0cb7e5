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
    boolean changed = false;
    for (int i = 0; i < histograms.length; i++) {
      if (histograms[i].isDirty()) {
        long calls = all[i].fold(scratch);
        recordedCalls += i == 0 ? 0 : calls;
        open.set(i);
        changed = true;
      }
    }
    if (changed) {
      changes++;
    }
    if (recording.ownCost().isDirty()) {
      ownCost.gain(ownCost.takeMax(), scratch);
    }
  }

  /**
   * Writes what each gained since the last call, and begins a new interval.
   *
   * @param seconds how long the interval was
   * @param stripeLimit the most stripes a histogram may have
   * @return how many requests ended in it
   */
  long closeInterval(PieceWriter target, double seconds, int stripeLimit) {
    long requests = 0;
    for (int i = open.nextSetBit(0); i >= 0; i = open.nextSetBit(i + 1)) {
      Tally gained = all[i].closeInterval();
      if (!gained.isEmpty()) {
        target.add(i, gained);
        all[i].growStripes(gained, seconds, stripeLimit);
        requests += all[i].isHttp() ? gained.count() : 0;
      }
    }
    open.clear();
    return requests;
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

  /** Returns how many folds found something new. */
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
