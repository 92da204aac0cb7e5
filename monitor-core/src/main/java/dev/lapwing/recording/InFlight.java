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
 * others. The table is claimed by compare-and-set, starting from a place that depends on the
 * thread, so that threads seldom meet. When a search finds no room the table is marked full, and
 * calls go without a place until one is given back. A place is given back by whoever ends the call,
 * who is one thread only; that is the caller's to ensure.
 *
 * @param <C> the type of call
 */
public final class InFlight<C> {
  /** Returned instead of a place when there was none. */
  public static final int NO_PLACE = -1;

  private static final int PLACES = 4_096;

  /** References on one cache line of 64 bytes, when they are compressed. */
  private static final int PLACES_PER_LINE = 16;

  private final AtomicReferenceArray<@Nullable C> table = new AtomicReferenceArray<>(PLACES);
  private final AtomicInteger active = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();
  private final LongAdder withoutPlace = new LongAdder();
  private volatile boolean full;

  /**
   * Counts a call and claims a place for it.
   *
   * @return the place, or {@link #NO_PLACE}
   */
  public int begin(C call) {
    raisePeak(active.incrementAndGet());
    if (!full) {
      int first = (int) Thread.currentThread().getId() * PLACES_PER_LINE;
      for (int i = 0; i < PLACES; i++) {
        int place = (first + i) & (PLACES - 1);
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
      if (full) {
        full = false;
      }
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
    for (int place = 0; place < PLACES; place++) {
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
