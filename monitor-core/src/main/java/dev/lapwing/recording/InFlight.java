// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are in flight: how many, the most there were at one moment, and which, in a
 * bounded table.
 *
 * <p><b>Places.</b> A word has a bit for each of 64 places of the table, set while the place is
 * taken. Setting a bit by compare-and-set claims the place and counts the call at once; clearing it
 * gives both back. Who set a bit is the only one to write to its place, until it clears the bit,
 * and it empties the place before. A bit is cleared by whoever ends the call, who is one thread
 * only; that is the caller's to ensure.
 *
 * <p><b>Stripes.</b> At first all calls begin in one word, so that every beginning sees all others
 * and the peak is exact. Where so many begin in a second that processors would spend their time on
 * handing that word's cache line around, {@link #growStripes} makes it several, of which a thread
 * uses one.
 *
 * <p><b>Outside.</b> A call that finds the word of its stripe full is counted outside, by a counter
 * of its own, and takes a place of the words that belong to no stripe, or none when these are full.
 *
 * <p><b>Peak.</b> A beginning that lifts its stripe, with the calls outside, above all that this
 * stripe has seen since the last {@link #takePeak} adds the other stripes and raises the peak to
 * that sum. With one stripe that is every new high: a beginning that does not raise has seen a high
 * that another has raised the peak to, or is about to. With several, a peak to which no stripe had
 * a high of its own is missed. Stripes, and the calls outside, that change while they are added up
 * may be seen one call apart from each other. A beginning that races with {@code takePeak} is in
 * the old peak, in the new one, or in both, since that ends with raising the new peak to what is in
 * flight.
 *
 * @param <C> the type of call
 */
public final class InFlight<C> {
  private static final int MAX_STRIPES = 16;
  private static final int PLACES_PER_WORD = Long.SIZE;

  /** How many words belong to no stripe: with the one stripe there is at first, 4,096 places. */
  private static final int OUTSIDE_WORDS = 63;

  /** More calls than this in a second meet so often that an exact peak is not worth it. */
  private static final double CALLS_PER_STRIPE_SECOND = 50_000;

  /** Longs between two words, two cache lines, since processors fetch lines in pairs. */
  private static final int WORD_LONGS = 16;

  /** Where the number of calls outside lies, and from there the peak; both are seldom written. */
  private static final int OUTSIDE = WORD_LONGS;

  private static final int PEAK = OUTSIDE + 1;

  /** Where the highest count of a stripe lies, from where its word does. */
  private static final int HIGH = 1;

  private static final int NO_STRIPE = -1;

  /** A word without a free place. */
  private static final long FULL = -1L;

  /** The ticket of a call without a place; other tickets are places. */
  private static final int NO_PLACE = Integer.MAX_VALUE;

  private final int words;
  private final AtomicReferenceArray<@Nullable C> table;

  /** Words with their highs, after what all share, each between unused cache lines. */
  private final AtomicLongArray state;

  private final LongAdder withoutPlace = new LongAdder();

  /** The number of stripes in use, less one. */
  private volatile int mask;

  /** Makes a table of 4,096 places, and of 64 more for each stripe that is added. */
  public InFlight() {
    this(OUTSIDE_WORDS);
  }

  /**
   * @param outsideWords how many words there are for calls that find no room in their stripe
   */
  InFlight(int outsideWords) {
    words = MAX_STRIPES + outsideWords;
    table = new AtomicReferenceArray<>(words * PLACES_PER_WORD);
    state = new AtomicLongArray((words + 3) * WORD_LONGS);
  }

  private static int at(int word) {
    return (word + 2) * WORD_LONGS;
  }

  /**
   * Counts a call and claims a place for it.
   *
   * @return a ticket, to be given to {@link #end}
   */
  public int begin(C call) {
    int stripe = spread(Thread.currentThread()) & mask;
    long taken = claim(stripe);
    if (taken == FULL) {
      return beginOutside(call);
    }
    long count = Long.bitCount(taken) + 1 + state.get(OUTSIDE);
    if (count > state.get(at(stripe) + HIGH)) {
      state.set(at(stripe) + HIGH, count);
      raisePeak(count + inStripesBut(stripe));
    }
    return settle(stripe, taken, call);
  }

  /** Spreads platform and virtual threads; ids are dense in both. */
  private static int spread(Thread thread) {
    int id = (int) thread.getId();
    return id ^ id >>> 4;
  }

  /** Sets the lowest bit that is not set, and returns what was set before; FULL for no room. */
  private long claim(int word) {
    long taken;
    do {
      taken = state.get(at(word));
    } while (taken != FULL && !state.compareAndSet(at(word), taken, taken | taken + 1));
    return taken;
  }

  private int settle(int word, long taken, C call) {
    int place = word * PLACES_PER_WORD + Long.numberOfTrailingZeros(~taken);
    table.setRelease(place, call);
    return place;
  }

  private int beginOutside(C call) {
    raisePeak(state.incrementAndGet(OUTSIDE) + inStripesBut(NO_STRIPE));
    for (int word = MAX_STRIPES; word < words; word++) {
      long taken = claim(word);
      if (taken != FULL) {
        return settle(word, taken, call);
      }
    }
    withoutPlace.increment();
    return NO_PLACE;
  }

  /** Counts a call no more, and gives its place back if it had one. */
  public void end(int ticket) {
    if (ticket != NO_PLACE) {
      table.setRelease(ticket, null);
      state.getAndAdd(at(ticket / PLACES_PER_WORD), -(1L << ticket));
    }
    if (ticket >= MAX_STRIPES * PLACES_PER_WORD) {
      state.decrementAndGet(OUTSIDE);
    }
  }

  private long inStripesBut(int stripe) {
    long sum = 0;
    for (int i = 0; i <= mask; i++) {
      sum += i == stripe ? 0 : Long.bitCount(state.get(at(i)));
    }
    return sum;
  }

  private void raisePeak(long count) {
    long current;
    while (count > (current = state.get(PEAK))) {
      if (state.compareAndSet(PEAK, current, count)) {
        return;
      }
    }
  }

  /** Returns how many calls are in flight. */
  public int active() {
    return (int) (state.get(OUTSIDE) + inStripesBut(NO_STRIPE));
  }

  /** Returns the most that were in flight at one moment since the last {@link #takePeak()}. */
  public int peak() {
    return (int) state.get(PEAK);
  }

  /** Returns the peak and begins a new one at what is in flight now. */
  public int takePeak() {
    long taken = state.getAndSet(PEAK, 0);
    for (int i = 0; i <= mask; i++) {
      state.set(at(i) + HIGH, 0);
    }
    raisePeak(active());
    return (int) taken;
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
    for (int word = 0; word < words; word++) {
      for (long taken = state.get(at(word)); taken != 0; taken &= taken - 1) {
        C call = table.get(word * PLACES_PER_WORD + Long.numberOfTrailingZeros(taken));
        if (call != null) {
          action.accept(call);
        }
      }
    }
  }

  /** Returns how many calls had no place since the start. */
  public long withoutPlace() {
    return withoutPlace.sum();
  }
}
