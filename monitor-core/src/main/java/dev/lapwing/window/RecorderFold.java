// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.recording.ConcurrentHistogram;
import dev.lapwing.recording.Recorder;
import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.OperationKind;
import org.jspecify.annotations.Nullable;

/**
 * What was read of one recorder: its total since the start or the last clear, and what it gained in
 * the open interval. Guarded by the fold's lock, but for {@link #clearedAtTick()}.
 */
final class RecorderFold {
  /** A row of a recorder that gains more than this every second, per stripe, is contended. */
  private static final long RECORDS_PER_STRIPE_SECOND = 500_000;

  private final ConcurrentHistogram histogram;
  private final @Nullable Recorder recorder;
  private final HistogramFold fold;
  private int seenSlow;
  private int seenVerySlow;
  private long seenUnmeasured;
  private long measured;
  private long slow;
  private long verySlow;
  private long unmeasured;
  private Tally open = Tally.EMPTY;
  private long openMeasured;
  private volatile long clearedAtTick;

  private RecorderFold(ConcurrentHistogram histogram, @Nullable Recorder recorder) {
    this.histogram = histogram;
    this.recorder = recorder;
    this.fold = new HistogramFold(histogram);
  }

  static RecorderFold of(Recorder recorder) {
    return new RecorderFold(recorder, recorder);
  }

  /** Returns the fold of a histogram that no operation owns. */
  static RecorderFold of(ConcurrentHistogram histogram) {
    return new RecorderFold(histogram, null);
  }

  /**
   * Moves what was recorded since the last call into the total and the open interval; to be called
   * when the histogram is dirty.
   *
   * @return how many calls that were
   */
  long fold(FoldScratch scratch) {
    long calls = gain(scratch);
    open = open.plus(scratch.take());
    return calls;
  }

  /** Moves what {@link #fold} would into the total and the scratch. */
  long gain(FoldScratch scratch) {
    long max = fold.takeMax();
    // A writer counts a call as slow first; so there are never more very slow ones than slow ones.
    int nowVerySlow = recorder == null ? 0 : recorder.verySlow();
    int nowSlow = recorder == null ? 0 : recorder.slow();
    long nowUnmeasured = recorder == null ? 0 : recorder.unmeasured();
    long gained = fold.gain(max, scratch);
    long gainedSlow = Integer.toUnsignedLong(nowSlow - seenSlow);
    long gainedVerySlow = Integer.toUnsignedLong(nowVerySlow - seenVerySlow);
    long gainedUnmeasured = nowUnmeasured - seenUnmeasured;
    scratch.gained().addCounts(gainedSlow, gainedVerySlow, gainedUnmeasured);
    seenSlow = nowSlow;
    seenVerySlow = nowVerySlow;
    seenUnmeasured = nowUnmeasured;
    openMeasured += gained;
    measured += gained;
    slow += gainedSlow;
    verySlow += gainedVerySlow;
    unmeasured += gainedUnmeasured;
    return gained + gainedUnmeasured;
  }

  /**
   * Adds to the scratch what was folded since the last call, and begins a new interval.
   *
   * @return how many durations there were, those in the scratch included
   */
  long closeInterval(FoldScratch scratch) {
    scratch.gained().add(open);
    long closed = openMeasured;
    open = Tally.EMPTY;
    openMeasured = 0;
    return closed;
  }

  /** Adds stripes when an interval was so busy that writers must have met, if there are several. */
  void growStripes(long durations, double seconds, int limit) {
    boolean busy = durations / seconds / histogram.stripeCount() > RECORDS_PER_STRIPE_SECOND;
    if (busy && histogram.hasSeveralWriters()) {
      histogram.growStripes(limit);
    }
  }

  /** Returns whether it counts requests. */
  boolean isHttp() {
    return recorder != null && recorder.operation().kind() == OperationKind.HTTP;
  }

  /** Returns whether there is anything in the total. */
  boolean hasTotal() {
    return (measured | slow | verySlow | unmeasured) != 0;
  }

  /** Returns the total; its maximum is exact unless a call is just being recorded. */
  Tally total(FoldScratch scratch) {
    Distribution durations = measured == 0 ? Distribution.EMPTY : fold.total(scratch);
    return new Tally(durations, slow, verySlow, unmeasured);
  }

  /**
   * Forgets the total and the open interval; to be called right after {@link #fold}.
   *
   * @param tick the last tick whose interval holds what is forgotten
   */
  void clear(long tick) {
    measured = 0;
    slow = 0;
    verySlow = 0;
    unmeasured = 0;
    open = Tally.EMPTY;
    openMeasured = 0;
    fold.clear();
    clearedAtTick = tick;
  }

  /** Returns the last tick whose interval does not count any more; 0 when all do. */
  long clearedAtTick() {
    return clearedAtTick;
  }

  /** Returns the recorder; null for a histogram that no operation owns. */
  @Nullable Recorder recorder() {
    return recorder;
  }

  long bytesHeld() {
    return fold.bytesHeld() + open.durations().bytesHeld();
  }
}
