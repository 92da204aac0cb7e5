// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.recording.InFlight;
import dev.lapwing.recording.Operation;
import dev.lapwing.recording.Recorder;
import dev.lapwing.recording.Recording;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.StatsWindow;
import java.time.Duration;
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
 * given back; the result is kept until the next tick. What was recorded is folded exactly once, by
 * whichever of tick, query and clear comes first; so the total is the sum of all intervals and the
 * open one.
 *
 * <p>Times are nanoseconds since the monitor's start.
 */
public final class Windows {
  private static final int MAX_STRIPES = 16;
  private static final int STRIPES_PER_PROCESSOR = 4;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Folds folds;
  private final InFlight<?> inFlight;
  private final long apdexNanos;
  private final int stripeLimit = stripeLimit(Runtime.getRuntime().availableProcessors());

  private final ReentrantLock lock = new ReentrantLock();
  private final PieceWriter writer = new PieceWriter();
  private final Map<Operation, Long> clearedApart = new ConcurrentHashMap<>();
  private final Map<StatsWindow, Merged> cache = new ConcurrentHashMap<>();
  private final History history;
  private long tick;
  private long lastTickNanos;
  private long clearedNanos;
  private int peakBeforeTick;

  /** Kept apart from the history, which may have no room for it. */
  private volatile Piece lastInterval = new Piece(0, 0, 0, 0, new byte[0]);

  /** How often the history has changed. */
  private long generation;

  private long clears;

  /**
   * @param apdexThreshold the Apdex threshold
   * @param historyBytes the most that the history may hold
   */
  public Windows(
      Recording recording, InFlight<?> inFlight, Duration apdexThreshold, long historyBytes) {
    this.folds = new Folds(recording);
    this.inFlight = inFlight;
    this.apdexNanos = apdexThreshold.toNanos();
    this.history = new History(historyBytes, this::isCounted);
  }

  /** Several for each processor: threads of one stripe seldom run at the same time then. */
  private static int stripeLimit(int processors) {
    int most = processors == 1 ? 1 : STRIPES_PER_PROCESSOR * processors;
    return Integer.highestOneBit(Math.min(MAX_STRIPES, most));
  }

  private boolean isCounted(int index, Piece piece) {
    return folds.all()[index].clearedAtTick() < piece.lastTick();
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
      double seconds = (now - lastTickNanos) / NANOS_PER_SECOND;
      long requests = folds.closeInterval(writer, seconds, stripeLimit);
      int peak = inFlight.takePeak();
      peakBeforeTick = Math.max(peakBeforeTick, peak);
      inFlight.growStripes(requests / seconds, stripeLimit);
      lastInterval = new Piece(lastTickNanos, now, ++tick, peak, writer.take());
      history.add(lastInterval);
      lastTickNanos = now;
      dropCache();
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
    return length == null ? readTotal(now) : readBack(window, length.toNanos());
  }

  /**
   * Returns a number that is another one whenever {@link #read} may say other numbers; those of the
   * window's ends apart.
   */
  public long version(StatsWindow window) {
    lock.lock();
    try {
      if (window.length() != null) {
        // An operation that is new to the totals has a row in every window.
        return generation + folds.changes();
      }
      folds.fold();
      return folds.changes() + clears;
    } finally {
      lock.unlock();
    }
  }

  /** Returns what the last interval holds; only the operations that recorded something. */
  public WindowStats readLastInterval() {
    Piece interval = lastInterval;
    Merged merged = merge(List.of(interval), interval.fromNanos(), interval.toNanos(), 0);
    return collect(merged, Set.of());
  }

  private WindowStats readTotal(long now) {
    Merged merged;
    lock.lock();
    try {
      folds.fold();
      int peak = Math.max(peakBeforeTick, inFlight.peak());
      // A reader may have read the clock before a clear that came first to the lock.
      long to = Math.max(now, clearedNanos);
      merged = new Merged(generation, clearedNanos, to, true, peak, folds.totals());
    } finally {
      lock.unlock();
    }
    return collect(merged, Set.of());
  }

  private WindowStats readBack(StatsWindow window, long length) {
    List<Piece> pieces;
    long to;
    long current;
    Set<Operation> known;
    lock.lock();
    try {
      to = lastTickNanos;
      pieces = history.cover(to - length);
      known = folds.operationsWithTotals();
      current = generation;
    } finally {
      lock.unlock();
    }
    // Pieces change with ticks and clears alone, so readers share one merge until the next.
    Merged merged = cache.get(window);
    if (merged == null || merged.generation() != current) {
      merged = merge(pieces, to - length, to, current);
      cache.put(window, merged);
    }
    return collect(merged, known);
  }

  /** To be called under the lock. */
  private void dropCache() {
    generation++;
    cache.clear();
  }

  private Merged merge(List<Piece> pieces, long start, long to, long current) {
    return Merged.of(pieces, start, to, current, folds.all().length, this::isCounted);
  }

  /**
   * Returns how numbers went over a window. The counts of all steps add up to those of {@link
   * #read} at the same tick.
   *
   * @param window not the total
   * @param points how many steps at most fit into the window, positive
   * @param kind the kind of the totals
   * @param operations those to make a series of
   * @throws IllegalArgumentException if the window is the total
   */
  public SeriesStats readSeries(
      StatsWindow window, int points, OperationKind kind, List<Operation> operations) {
    Steps steps = Steps.of(window, points);
    List<Piece> pieces;
    long to;
    lock.lock();
    try {
      to = lastTickNanos;
      pieces = history.steps(to - steps.windowNanos(), steps.stored());
    } finally {
      lock.unlock();
    }
    SeriesMaker maker = new SeriesMaker(folds.all(), this::isCounted, kind, operations);
    return maker.make(steps, pieces, to);
  }

  /**
   * Zeroes the totals of the operations that pass, and forgets their intervals. Calls in flight
   * count when they end.
   */
  public void clear(Predicate<Operation> filter, long now) {
    lock.lock();
    try {
      folds.fold();
      for (RecorderFold fold : folds.all()) {
        Recorder recorder = fold.recorder();
        if (recorder != null && filter.test(recorder.operation())) {
          fold.clear(tick);
          clearedApart.put(recorder.operation(), now);
        }
      }
      clears++;
      dropCache();
    } finally {
      lock.unlock();
    }
  }

  /** Zeroes all totals and forgets the history. Calls in flight count when they end. */
  public void clear(long now) {
    lock.lock();
    try {
      folds.fold();
      for (RecorderFold fold : folds.all()) {
        fold.clear(tick);
      }
      clearedApart.clear();
      history.clear();
      inFlight.takePeak();
      peakBeforeTick = 0;
      lastTickNanos = Math.max(lastTickNanos, now);
      clearedNanos = lastTickNanos;
      clears++;
      dropCache();
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many calls were recorded since the start, whatever was cleared. */
  public long recordedCalls() {
    lock.lock();
    try {
      folds.fold();
      return folds.recordedCalls();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the median of what a call costs, in nanoseconds; null until one was measured. */
  public @Nullable Long ownCostNanos() {
    lock.lock();
    try {
      return folds.ownCostNanos();
    } finally {
      lock.unlock();
    }
  }

  /** Returns about how many bytes of heap the recorders, the history and merged windows hold. */
  public long bytesHeld() {
    lock.lock();
    try {
      long merged = cache.values().stream().mapToLong(Merged::bytesHeld).sum();
      return history.bytesHeld() + folds.bytesHeld() + merged;
    } finally {
      lock.unlock();
    }
  }

  private WindowStats collect(Merged merged, Set<Operation> known) {
    return merged.collect(known, folds.all(), clearedApart, apdexNanos);
  }
}
