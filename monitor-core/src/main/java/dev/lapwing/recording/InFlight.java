// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are in flight: how many, the most there were at one moment, and which, in a
 * bounded table.
 *
 * <p>The count is one atomic counter, because a peak is only exact when every beginning sees all
 * others. The table is claimed by compare-and-set, starting from a place that depends on the thread
 * and on that count, so that neither many threads nor many calls of one thread meet often. When a
 * search finds no room the table is marked full, and calls go without a place until a call ends.
 * Every end takes the mark away, also that of a call without a place: one that ends between a
 * search and its mark must not leave the mark behind for good. A place is given back by whoever
 * ends the call, who is one thread only; that is the caller's to ensure.
 *
 * @param <C> the type of call
 */
public final class InFlight<C> {
  /** Returned instead of a place when there was none. */
  public static final int NO_PLACE = -1;

  /** How many calls have a place at the same time. */
  private static final int PLACES = 4_096;

  /** References on one cache line of 64 bytes, when they are compressed. */
  private static final int PLACES_PER_LINE = 16;

  private final AtomicReferenceArray<@Nullable C> table;
  private final AtomicInteger active = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();
  private final LongAdder withoutPlace = new LongAdder();
  private volatile boolean full;

  /** Makes a table of 4,096 places. */
  public InFlight() {
    this(PLACES);
  }

  /**
   * @param places a power of two
   */
  InFlight(int places) {
    table = new AtomicReferenceArray<>(places);
  }

  /**
   * Counts a call and claims a place for it.
   *
   * @return the place, or {@link #NO_PLACE}
   */
  public int begin(C call) {
    int count = active.incrementAndGet();
    raisePeak(count);
    if (!full) {
      int first = ((int) Thread.currentThread().getId() + count) * PLACES_PER_LINE;
      for (int i = 0; i < table.length(); i++) {
        int place = (first + i) & (table.length() - 1);
        if (table.get(place) == null && table.compareAndSet(place, null, call)) {
          return place;
        }
      }
      full = true;
    }
    withoutPlace.increment();
    return NO_PLACE;
  }

  /** Counts a call no more, and gives its place back if it had one. */
  public void end(int place) {
    active.decrementAndGet();
    if (place != NO_PLACE) {
      table.setRelease(place, null);
    }
    if (full) {
      full = false;
    }
  }

  private void raisePeak(int count) {
    int current;
    while (count > (current = peak.get())) {
      if (peak.compareAndSet(current, count)) {
        return;
      }
    }
  }

  /** Returns how many calls are in flight. */
  public int active() {
    return active.get();
  }

  /** Returns the most that were in flight at one moment since the last {@link #takePeak()}. */
  public int peak() {
    return peak.get();
  }

  /** Returns the peak and begins a new one at what is in flight now. */
  public int takePeak() {
    int taken = peak.getAndSet(0);
    raisePeak(active.get());
    return taken;
  }

  /** Hands on every call that has a place. */
  public void forEach(Consumer<C> action) {
    for (int place = 0; place < table.length(); place++) {
      C call = table.get(place);
      if (call != null) {
        action.accept(call);
      }
    }
  }

  /** Returns how many calls had no place since the start. */
  public long withoutPlace() {
    return withoutPlace.sum();
  }
}
