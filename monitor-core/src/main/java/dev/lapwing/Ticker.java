// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import dev.lapwing.events.EventQueue;
import dev.lapwing.events.SlowOperationStore;
import dev.lapwing.http.LostCalls;
import dev.lapwing.runtime.Faults;
import dev.lapwing.runtime.MemoryReader;
import dev.lapwing.stats.IntervalStats;
import dev.lapwing.stats.SlowOperation;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.window.WindowStats;
import dev.lapwing.window.Windows;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done once a second: close the interval, hand on what happened, read the memory. Each part
 * is guarded by itself, so that one that fails keeps none of the others from its turn.
 */
final class Ticker implements Runnable {
  private static final long NANOS_PER_MICRO = 1_000;

  private final TimeSource time;
  private final MonitorClock clock;
  private final Windows windows;
  private final LostCalls lostCalls;
  private final SlowOperationStore slowOperations;
  private final List<EventQueue<SlowOperation>> slowListeners;
  private final List<EventQueue<IntervalStats>> intervalListeners;
  private final Faults faults;
  private final MemoryReader memoryReader = new MemoryReader();

  /** Guarded by this. */
  private Instant lastIntervalTo;

  private volatile StatsDocument.@Nullable Memory memory;
  private volatile @Nullable Long tickMicros;

  Ticker(
      TimeSource time,
      MonitorClock clock,
      Windows windows,
      LostCalls lostCalls,
      SlowOperationStore slowOperations,
      List<EventQueue<SlowOperation>> slowListeners,
      List<EventQueue<IntervalStats>> intervalListeners,
      Faults faults) {
    this.time = time;
    this.clock = clock;
    this.lastIntervalTo = clock.startedAt();
    this.windows = windows;
    this.lostCalls = lostCalls;
    this.slowOperations = slowOperations;
    this.slowListeners = slowListeners;
    this.intervalListeners = intervalListeners;
    this.faults = faults;
  }

  /** One at a time: who closes the monitor runs it once more, perhaps beside the tick thread. */
  @Override
  public synchronized void run() {
    guarded("tick", this::closeInterval);
    guarded("lost calls", () -> lostCalls.drop(time.nanoTime()));
    guarded("slow operations", this::handOnSlowOperations);
    guarded("memory", () -> memory = memoryReader.read());
    guarded("log", faults::log);
  }

  private void guarded(String part, Runnable action) {
    try {
      action.run();
    } catch (Throwable fault) {
      faults.swallow(part, fault);
    }
  }

  private void closeInterval() {
    long now = clock.elapsedNanos();
    if (!windows.tick(now)) {
      return;
    }
    clock.followWallClock();
    if (!intervalListeners.isEmpty()) {
      IntervalStats interval = intervalStats(windows.readLastInterval());
      intervalListeners.forEach(listener -> listener.offer(interval));
    }
    tickMicros = (clock.elapsedNanos() - now) / NANOS_PER_MICRO;
  }

  private IntervalStats intervalStats(WindowStats stats) {
    // The wall clock may have been set meanwhile; an interval begins where the last one ended.
    Instant from = lastIntervalTo;
    lastIntervalTo = clock.wallTimeOfElapsed(stats.toNanos());
    return new IntervalStats(
        from, lastIntervalTo, stats.activePeak(), stats.rows(operation -> true));
  }

  /** Empties what requests left of slow calls into the store, and tells the listeners. */
  void handOnSlowOperations() {
    for (SlowOperation slow : slowOperations.collect()) {
      slowListeners.forEach(listener -> listener.offer(slow));
    }
  }

  /** Returns the memory at the last tick; before the first, as it is now. */
  StatsDocument.Memory memory() {
    StatsDocument.Memory atLastTick = memory;
    return atLastTick == null ? memoryReader.read() : atLastTick;
  }

  /** Returns how long the last tick took; null before the first. */
  @Nullable Long tickMicros() {
    return tickMicros;
  }
}
