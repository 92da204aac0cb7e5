// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.recording.InFlight;
import dev.lapwing.recording.Operation;
import dev.lapwing.recording.Recorder;
import dev.lapwing.recording.Recording;
import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.DistributionBuilder;
import dev.lapwing.stats.StatsWindow;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The totals and the history of everything that is recorded. Thread-safe.
 *
 * <p>One lock, which requests never take, guards the folding of recorders into totals and the open
 * interval, and the history. A window's pieces are immutable, so they are merged after the lock is
 * given back. What was recorded is folded exactly once, by whichever of tick, query and clear comes
 * first; so the total is the sum of all intervals and the open one.
 *
 * <p>Times are nanoseconds since the monitor's start.
 */
public final class Windows {
  private static final int MAX_STRIPES = 16;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Recording recording;
  private final InFlight<?> inFlight;
  private final long apdexNanos;
  private final int stripeLimit =
      Integer.highestOneBit(Math.min(MAX_STRIPES, Runtime.getRuntime().availableProcessors()));

  private final ReentrantLock lock = new ReentrantLock();
  private final DistributionBuilder scratch = new DistributionBuilder();
  private final PieceWriter writer = new PieceWriter();
  private final Map<Operation, Long> clearedApart = new ConcurrentHashMap<>();
  private final HistogramFold ownCost;
  private final History history;
  private Distribution ownCosts = Distribution.EMPTY;
  private long tick;
  private long lastTickNanos;
  private long clearedNanos;
  private int peakBeforeTick;

  /** Kept apart from the history, which may have no room for it. */
  private volatile Piece lastInterval = new Piece(0, 0, 0, 0, new byte[0]);

  /** The stream lifetimes, then every recorder at its id plus one; replaced, never changed. */
  private volatile RecorderFold[] folds;

  /**
   * @param apdexThreshold the Apdex threshold
   * @param historyBytes the most that the history may hold
   */
  public Windows(
      Recording recording, InFlight<?> inFlight, Duration apdexThreshold, long historyBytes) {
    this.recording = recording;
    this.inFlight = inFlight;
    this.apdexNanos = apdexThreshold.toNanos();
    this.ownCost = new HistogramFold(recording.ownCost());
    this.folds = new RecorderFold[] {RecorderFold.of(recording.streams().lifetimes())};
    this.history = new History(historyBytes, this::isCounted);
  }

  private boolean isCounted(int index, Piece piece) {
    return folds[index].clearedAtTick() < piece.lastTick();
  }

  /**
   * Closes the open interval; does nothing when no time has passed since the last.
   *
   * @param now the time
   * @return whether an interval was closed
   */
  public boolean tick(long now) {
    lock.lock();
    try {
      if (now <= lastTickNanos) {
        return false;
      }
      fold();
      int peak = inFlight.takePeak();
      peakBeforeTick = Math.max(peakBeforeTick, peak);
      double seconds = (now - lastTickNanos) / NANOS_PER_SECOND;
      for (int i = 0; i < folds.length; i++) {
        Tally closed = folds[i].closeInterval();
        if (!closed.isEmpty()) {
          writer.add(i, closed);
          folds[i].growStripes(closed, seconds, stripeLimit);
        }
      }
      lastInterval = new Piece(lastTickNanos, now, ++tick, peak, writer.take());
      history.add(lastInterval);
      lastTickNanos = now;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns what was recorded in a window.
   *
   * @param now the time; the total reaches up to it, other windows to the last tick
   */
  public WindowStats read(StatsWindow window, long now) {
    Duration length = window.length();
    return length == null ? readTotal(now) : readBack(length.toNanos());
  }

  /** Returns what the last interval holds; only the operations that recorded something. */
  public WindowStats readLastInterval() {
    Piece interval = lastInterval;
    return merge(List.of(interval), interval.fromNanos(), interval.toNanos(), Set.of());
  }

  private WindowStats readTotal(long now) {
    Tally[] tallies;
    long from;
    int peak;
    lock.lock();
    try {
      fold();
      tallies = totals();
      from = clearedNanos;
      peak = Math.max(peakBeforeTick, inFlight.peak());
    } finally {
      lock.unlock();
    }
    return collect(from, now, true, peak, tallies, Set.of());
  }

  private WindowStats readBack(long length) {
    List<Piece> pieces;
    long to;
    Set<Operation> known;
    lock.lock();
    try {
      to = lastTickNanos;
      pieces = history.cover(to - length);
      known = operationsWithTotals();
    } finally {
      lock.unlock();
    }
    return merge(pieces, to - length, to, known);
  }

  private WindowStats merge(List<Piece> pieces, long start, long to, Set<Operation> known) {
    long from = pieces.isEmpty() ? to : pieces.get(pieces.size() - 1).fromNanos();
    int peak = pieces.stream().mapToInt(Piece::activePeak).max().orElse(0);
    Tally[] tallies = new Tally[folds.length];
    Arrays.fill(tallies, Tally.EMPTY);
    new PieceMerge().merge(pieces, this::isCounted, (index, tally) -> tallies[index] = tally);
    return collect(from, to, from <= start, peak, tallies, known);
  }

  /**
   * Zeroes the totals of the operations that pass, and forgets their intervals. Calls in flight
   * count when they end.
   */
  public void clear(Predicate<Operation> filter, long now) {
    lock.lock();
    try {
      fold();
      for (RecorderFold fold : folds) {
        Recorder recorder = fold.recorder();
        if (recorder != null && filter.test(recorder.operation())) {
          fold.clear(tick);
          clearedApart.put(recorder.operation(), now);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Zeroes all totals and forgets the history. Calls in flight count when they end. */
  public void clear(long now) {
    lock.lock();
    try {
      fold();
      for (RecorderFold fold : folds) {
        fold.clear(tick);
      }
      clearedApart.clear();
      history.clear();
      inFlight.takePeak();
      peakBeforeTick = 0;
      clearedNanos = now;
      lastTickNanos = Math.max(lastTickNanos, now);
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many calls were recorded since the start, whatever was cleared. */
  public long recordedCalls() {
    lock.lock();
    try {
      fold();
      return Arrays.stream(folds).skip(1).mapToLong(RecorderFold::recorded).sum();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the median of what a call costs, in nanoseconds; null until one was measured. */
  public @Nullable Long ownCostNanos() {
    lock.lock();
    try {
      return ownCosts.percentileNanos(50);
    } finally {
      lock.unlock();
    }
  }

  /** Returns about how many bytes of heap the recorders and the history hold. */
  public long bytesHeld() {
    lock.lock();
    try {
      return history.bytesHeld() + Arrays.stream(folds).mapToLong(RecorderFold::bytesHeld).sum();
    } finally {
      lock.unlock();
    }
  }

  private void fold() {
    addNewRecorders();
    for (RecorderFold fold : folds) {
      fold.fold(scratch);
    }
    if (recording.ownCost().isDirty()) {
      ownCosts = ownCosts.plus(ownCost.gain(ownCost.takeMax(), scratch));
    }
  }

  private void addNewRecorders() {
    Recorder newest = recording.registry().newestRecorder();
    int known = folds.length;
    if (newest == null || newest.id() + 1 < known) {
      return;
    }
    RecorderFold[] extended = Arrays.copyOf(folds, newest.id() + 2);
    for (Recorder each = newest; each != null && each.id() + 1 >= known; each = each.older()) {
      extended[each.id() + 1] = RecorderFold.of(each);
    }
    folds = extended;
  }

  private Tally[] totals() {
    return Arrays.stream(folds).map(RecorderFold::total).toArray(Tally[]::new);
  }

  private Set<Operation> operationsWithTotals() {
    Set<Operation> operations = new HashSet<>();
    for (RecorderFold fold : folds) {
      Recorder recorder = fold.recorder();
      if (recorder != null && fold.hasTotal()) {
        operations.add(recorder.operation());
      }
    }
    return operations;
  }

  private WindowStats collect(
      long from, long to, boolean complete, int peak, Tally[] tallies, Set<Operation> known) {
    Map<Operation, OperationTally> operations = new HashMap<>();
    known.forEach(operation -> operations.put(operation, newTally(operation, from)));
    for (int i = 1; i < tallies.length; i++) {
      Recorder recorder = folds[i].recorder();
      if (recorder != null && !tallies[i].isEmpty()) {
        operations
            .computeIfAbsent(recorder.operation(), operation -> newTally(operation, from))
            .add(recorder, tallies[i]);
      }
    }
    return new WindowStats(
        from, to, complete, peak, tallies[0].durations(), operations, apdexNanos);
  }

  private OperationTally newTally(Operation operation, long from) {
    return new OperationTally(Math.max(from, clearedApart.getOrDefault(operation, 0L)));
  }
}
