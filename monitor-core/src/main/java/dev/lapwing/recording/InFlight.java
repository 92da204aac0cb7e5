// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are in flight: how many, the most there were at one moment, and which, in a
 * bounded table.
 *
 * <p><b>Count.</b> It starts as one atomic counter, so that every beginning sees all others and the
 * peak is exact. Where so many calls begin in a second that processors would spend their time on
 * handing that counter's cache line around, {@link #growStripes} makes it several, of which a
 * thread uses one. A call ends in the stripe that it began in, so each stripe counts calls in
 * flight by itself.
 *
 * <p><b>Peak.</b> A beginning that lifts its stripe above all that this stripe has seen since the
 * last {@link #takePeak} adds the other stripes and raises the peak to that sum. With one stripe
 * that is every new high, hence exact: a beginning that does not raise has seen a high that another
 * has raised the peak to, or is about to. With several, a peak to which no stripe had a high of its
 * own is missed, and stripes that change while they are added up may be seen one call apart from
 * each other. A beginning that races with {@code takePeak} is in the old peak, in the new one, or
 * in both, since that ends with raising the new peak to what is in flight.
 *
 * <p><b>Table.</b> A place is claimed by compare-and-set, on the cache line of the calling thread
 * while that has room, and else starting from a place that depends on the count, so that neither
 * many threads nor many calls of one thread meet often. When a search finds no room the table is
 * marked full, and calls go without a place until a call ends. Every end takes the mark away, also
 * that of a call without a place: one that ends between a search and its mark must not leave the
 * mark behind for good. A place is given back by whoever ends the call, who is one thread only;
 * that is the caller's to ensure.
 *
 * @param <C> the type of call
 */
public final class InFlight<C> {
  /** How many calls have a place at the same time. */
  private static final int PLACES = 4_096;

  /** References on one cache line of 64 bytes, when they are compressed. */
  private static final int PLACES_PER_LINE = 16;

  private static final int MAX_STRIPES = 16;

  /** More calls than this in a second meet so often that an exact peak is not worth it. */
  private static final double CALLS_PER_STRIPE_SECOND = 50_000;

  /** Ints between two stripes, two cache lines, since processors fetch lines in pairs. */
  private static final int STRIPE_INTS = 32;

  /** Where the peak lies. */
  private static final int PEAK = STRIPE_INTS;

  /** Where the highest count of a stripe lies, from where its count does. */
  private static final int HIGH = 1;

  /** A ticket has the stripe in its upper half, and in its lower half the place, or this. */
  private static final int NO_PLACE = 0xFFFF;

  private final AtomicReferenceArray<@Nullable C> table;

  /** The peak, then the stripes, each between unused cache lines. */
  private final AtomicIntegerArray counters =
      new AtomicIntegerArray((MAX_STRIPES + 3) * STRIPE_INTS);

  private final LongAdder withoutPlace = new LongAdder();
  private volatile boolean full;

  /** The number of stripes in use, less one. */
  private volatile int mask;

  /** Makes a table of 4,096 places. */
  public InFlight() {
    this(PLACES);
  }

  /**
   * @param places a power of two, from 16 to 32,768
   */
  InFlight(int places) {
    table = new AtomicReferenceArray<>(places);
  }

  private static int stripeAt(int stripe) {
    return (stripe + 2) * STRIPE_INTS;
  }

  /**
   * Counts a call and claims a place for it.
   *
   * @return a ticket, to be given to {@link #end}
   */
  public int begin(C call) {
    int spread = spread(Thread.currentThread());
    int stripe = spread & mask;
    int count = counters.incrementAndGet(stripeAt(stripe));
    if (count > counters.get(stripeAt(stripe) + HIGH)) {
      counters.set(stripeAt(stripe) + HIGH, count);
      raisePeak(count + others(stripe));
    }
    return stripe << 16 | place(call, spread, count);
  }

  /** Spreads platform and virtual threads; ids are dense in both. */
  private static int spread(Thread thread) {
    int id = (int) thread.getId();
    return id ^ id >>> 4;
  }

  private int place(C call, int spread, int count) {
    if (!full) {
      int place = search(call, spread * PLACES_PER_LINE, PLACES_PER_LINE);
      if (place == NO_PLACE) {
        place = search(call, count * PLACES_PER_LINE, table.length());
      }
      if (place != NO_PLACE) {
        return place;
      }
      full = true;
    }
    withoutPlace.increment();
    return NO_PLACE;
  }

  private int search(C call, int from, int places) {
    for (int i = 0; i < places; i++) {
      int place = (from + i) & (table.length() - 1);
      if (table.get(place) == null && table.compareAndSet(place, null, call)) {
        return place;
      }
    }
    return NO_PLACE;
  }

  /** Counts a call no more, and gives its place back if it had one. */
  public void end(int ticket) {
    counters.decrementAndGet(stripeAt(ticket >>> 16));
    if (hasPlace(ticket)) {
      table.setRelease(ticket & NO_PLACE, null);
    }
    if (full) {
      full = false;
    }
  }

  /** Returns whether the call of a ticket got a place. */
  static boolean hasPlace(int ticket) {
    return (ticket & NO_PLACE) != NO_PLACE;
  }

  private int others(int stripe) {
    int sum = 0;
    for (int i = 0; i <= mask; i++) {
      sum += i == stripe ? 0 : counters.get(stripeAt(i));
    }
    return sum;
  }

  private void raisePeak(int count) {
    int current;
    while (count > (current = counters.get(PEAK))) {
      if (counters.compareAndSet(PEAK, current, count)) {
        return;
      }
    }
  }

  /** Returns how many calls are in flight. */
  public int active() {
    return others(-1);
  }

  /** Returns the most that were in flight at one moment since the last {@link #takePeak()}. */
  public int peak() {
    return counters.get(PEAK);
  }

  /** Returns the peak and begins a new one at what is in flight now. */
  public int takePeak() {
    int taken = counters.getAndSet(PEAK, 0);
    for (int i = 0; i <= mask; i++) {
      counters.set(stripeAt(i) + HIGH, 0);
    }
    raisePeak(active());
    return taken;
  }

  /**
   * Doubles the stripes where calls begin so often that they must meet. To be called by one thread
   * at a time.
   *
   * @param callsPerSecond how many begin
   * @param limit the most stripes there may be, a power of two up to 16, the same at every call
   */
  public void growStripes(double callsPerSecond, int limit) {
    if (callsPerSecond > (mask + 1) * CALLS_PER_STRIPE_SECOND) {
      mask = Math.min(2 * mask + 1, limit - 1);
    }
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
