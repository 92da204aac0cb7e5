// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.recording.ConcurrentHistogram;
import dev.lapwing.recording.Recorder;
import dev.lapwing.stats.DistributionBuilder;
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
  private long recorded;
  private Tally total = Tally.EMPTY;
  private Tally open = Tally.EMPTY;
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
   * Moves what was recorded since the last call into the total and the open interval.
   *
   * @return whether there was anything
   */
  boolean fold(DistributionBuilder scratch) {
    if (!histogram.isDirty()) {
      return false;
    }
    long max = fold.takeMax();
    // A writer counts a call as slow first; so there are never more very slow ones than slow ones.
    int verySlow = recorder == null ? 0 : recorder.verySlow();
    int slow = recorder == null ? 0 : recorder.slow();
    long unmeasured = recorder == null ? 0 : recorder.unmeasured();
    Tally gained =
        new Tally(
            fold.gain(max, scratch),
            Integer.toUnsignedLong(slow - seenSlow),
            Integer.toUnsignedLong(verySlow - seenVerySlow),
            unmeasured - seenUnmeasured);
    recorded += gained.count();
    seenUnmeasured = unmeasured;
    seenSlow = slow;
    seenVerySlow = verySlow;
    total = total.plus(gained);
    open = open.plus(gained);
    return true;
  }

  /** Returns what was gained since the last call, and begins a new interval. */
  Tally closeInterval() {
    Tally closed = open;
    open = Tally.EMPTY;
    return closed;
  }

  /** Adds stripes when an interval was so busy that writers must have met. */
  void growStripes(Tally interval, double seconds, int limit) {
    double perStripe = interval.durations().count() / seconds / histogram.stripeCount();
    if (perStripe > RECORDS_PER_STRIPE_SECOND) {
      histogram.growStripes(limit);
    }
  }

  /** Returns whether it counts requests. */
  boolean isHttp() {
    return recorder != null && recorder.operation().kind() == OperationKind.HTTP;
  }

  /** Returns whether there is anything in the total. */
  boolean hasTotal() {
    return !total.isEmpty();
  }

  /** Returns the total; its maximum is exact unless a call is just being recorded. */
  Tally total() {
    return new Tally(
        total.durations().withMax(fold.exactMax()),
        total.slow(),
        total.verySlow(),
        total.unmeasured());
  }

  /**
   * Forgets the total and the open interval; to be called right after {@link #fold}.
   *
   * @param tick the last tick whose interval holds what is forgotten
   */
  void clear(long tick) {
    total = Tally.EMPTY;
    open = Tally.EMPTY;
    fold.forgetMax();
    clearedAtTick = tick;
  }

  /** Returns the last tick whose interval does not count any more; 0 when all do. */
  long clearedAtTick() {
    return clearedAtTick;
  }

  /** Returns how many calls were recorded since the start, whatever was cleared. */
  long recorded() {
    return recorded;
  }

  /** Returns the recorder; null for a histogram that no operation owns. */
  @Nullable Recorder recorder() {
    return recorder;
  }

  long bytesHeld() {
    return fold.bytesHeld() + total.durations().bytesHeld() + open.durations().bytesHeld();
  }
}
