// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are in flight: how many, the most there were at one moment, and which, in a
 * bounded table.
 *
 * <p><b>Home.</b> A call takes the first free one of sixteen places that lie on one cache line, by
 * compare-and-set, and empties it at its end. There is no counter: whoever wants to know looks at
 * the places. A place is emptied by whoever ends the call, who is one thread only; that is the
 * caller's to ensure.
 *
 * <p><b>Stripes.</b> At first there is one home for all calls, so that every beginning sees all
 * others and the peak is exact. Where so many calls begin in a second that processors would spend
 * their time on handing that cache line around, {@link #growStripes} makes it several, of which a
 * thread uses one.
 *
 * <p><b>Outside.</b> A call that finds its home full is counted by a counter of its own, and takes
 * a place that a bit of a word stands for, so that it need not look at thousands of others. When
 * these are full it goes without. A bit is set by compare-and-set; who set it is the only one to
 * write to its place, until the bit is cleared, and the place is emptied before.
 *
 * <p><b>Peak.</b> A beginning adds all up and raises the peak when its place is higher than any
 * that was taken at its home since the last {@link #takePeak}, or outside. With one stripe that is
 * often enough: when a beginning takes a lower place, there were as many calls when the highest was
 * taken, for all places below it were occupied then, and above it are only calls from before the
 * last {@code takePeak}, which grow fewer. With several stripes, a peak to which none had a new
 * high is missed. Calls that end while a beginning looks for its place, or while places are added
 * up, may count or not. A beginning that races with {@code takePeak} is in the old peak, in the new
 * one, or in both, since that ends with raising the new peak to what is in flight.
 *
 * @param <C> the type of call
 */
public final class InFlight<C> {
  private static final int MAX_STRIPES = 16;

  /** References on a cache line of 64 bytes, when they are compressed. */
  private static final int HOME_PLACES = 16;

  /** Places between two homes, two cache lines, since processors fetch lines in pairs. */
  private static final int HOME_STEP = 2 * HOME_PLACES;

  /** Where the places outside begin; a multiple of those of a word. */
  private static final int FIRST_OUTSIDE = (MAX_STRIPES + 2) * HOME_STEP;

  private static final int PLACES_PER_WORD = Long.SIZE;

  /** How many calls have a place at the same time, while there is one stripe. */
  private static final int PLACES = 4_096;

  /** More calls than this in a second meet so often that an exact peak is not worth it. */
  private static final double CALLS_PER_STRIPE_SECOND = 50_000;

  /** Longs between the highs of two stripes, two cache lines. */
  private static final int HIGH_STEP = 16;

  private static final int NO_STRIPE = -1;

  /** A word without a free place. */
  private static final long FULL = -1L;

  /** The ticket of a call without a place; other tickets are places. */
  private static final int NO_PLACE = Integer.MAX_VALUE;

  private static final VarHandle TABLE = MethodHandles.arrayElementVarHandle(Object[].class);

  /** Calls, or null where a place is free. */
  private final @Nullable Object[] table;

  /** The words of the places outside. */
  private final AtomicLongArray words;

  /** The highest place that was taken in each home, plus one, between unused cache lines. */
  private final AtomicLongArray highs = new AtomicLongArray((MAX_STRIPES + 2) * HIGH_STEP);

  private final AtomicLong outside = new AtomicLong();
  private final AtomicLong peak = new AtomicLong();
  private final LongAdder withoutPlace = new LongAdder();

  /** The number of stripes in use, less one. */
  private volatile int mask;

  /** Makes a table of 4,096 places; each stripe that is added has sixteen more. */
  public InFlight() {
    this(PLACES);
  }

  /**
   * @param places more than sixteen
   */
  InFlight(int places) {
    int outsidePlaces = places - HOME_PLACES;
    int wholeWords = outsidePlaces / PLACES_PER_WORD;
    words = new AtomicLongArray(wholeWords + 1);
    // What is not there is taken for good.
    words.set(wholeWords, -1L << outsidePlaces);
    table = new Object[FIRST_OUTSIDE + words.length() * PLACES_PER_WORD];
  }

  /**
   * Counts a call and claims a place for it.
   *
   * @return a ticket, to be given to {@link #end}
   */
  public int begin(C call) {
    int stripe = spread(Thread.currentThread()) & mask;
    int home = homeAt(stripe);
    for (int i = 0; i < HOME_PLACES; i++) {
      if (at(home + i) == null && TABLE.compareAndSet(table, home + i, (Object) null, call)) {
        if (i >= highs.get(highAt(stripe))) {
          highs.set(highAt(stripe), i + 1);
          raisePeak(Math.max(i + 1, inStripe(stripe)) + inStripesBut(stripe) + outside.get());
        }
        return home + i;
      }
    }
    return beginOutside(call);
  }

  @SuppressWarnings("unchecked")
  private @Nullable C at(int place) {
    return (C) TABLE.getVolatile(table, place);
  }

  /** The first home lies apart from the array's length, which every access reads. */
  private static int homeAt(int stripe) {
    return (stripe + 1) * HOME_STEP;
  }

  private static int highAt(int stripe) {
    return (stripe + 1) * HIGH_STEP;
  }

  /** Spreads platform and virtual threads; ids are dense in both. */
  private static int spread(Thread thread) {
    int id = (int) thread.getId();
    return id ^ id >>> 4;
  }

  private int beginOutside(C call) {
    raisePeak(outside.incrementAndGet() + inStripesBut(NO_STRIPE));
    for (int word = 0; word < words.length(); word++) {
      long taken = claim(word);
      if (taken != FULL) {
        int place = placeOf(word, ~taken);
        TABLE.setRelease(table, place, call);
        return place;
      }
    }
    withoutPlace.increment();
    return NO_PLACE;
  }

  /** Sets the lowest bit that is not set, and returns what was set before; FULL for no room. */
  private long claim(int word) {
    long taken;
    do {
      taken = words.get(word);
    } while (taken != FULL && !words.compareAndSet(word, taken, taken | taken + 1));
    return taken;
  }

  /** Returns the place of a word's lowest bit. */
  private static int placeOf(int word, long bits) {
    return FIRST_OUTSIDE + word * PLACES_PER_WORD + Long.numberOfTrailingZeros(bits);
  }

  /** Counts a call no more, and gives its place back if it had one. */
  public void end(int ticket) {
    if (ticket < FIRST_OUTSIDE) {
      TABLE.setRelease(table, ticket, (Object) null);
    } else {
      endOutside(ticket);
    }
  }

  private void endOutside(int ticket) {
    if (ticket != NO_PLACE) {
      TABLE.setRelease(table, ticket, (Object) null);
      words.getAndAdd((ticket - FIRST_OUTSIDE) / PLACES_PER_WORD, -(1L << ticket));
    }
    outside.decrementAndGet();
  }

  private long inStripesBut(int stripe) {
    long sum = 0;
    for (int i = 0; i <= mask; i++) {
      sum += i == stripe ? 0 : inStripe(i);
    }
    return sum;
  }

  private int inStripe(int stripe) {
    int sum = 0;
    for (int i = 0; i < HOME_PLACES; i++) {
      sum += at(homeAt(stripe) + i) == null ? 0 : 1;
    }
    return sum;
  }

  private void raisePeak(long count) {
    long seen = peak.get();
    while (count > seen && !peak.compareAndSet(seen, count)) {
      seen = peak.get();
    }
  }

  /** Returns how many calls are in flight. */
  public int active() {
    return (int) (outside.get() + inStripesBut(NO_STRIPE));
  }

  /** Returns the most that were in flight at one moment since the last {@link #takePeak()}. */
  public int peak() {
    return (int) peak.get();
  }

  /** Returns the peak and begins a new one at what is in flight now. */
  public int takePeak() {
    long taken = peak.getAndSet(0);
    for (int i = 0; i <= mask; i++) {
      highs.set(highAt(i), 0);
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
    for (int stripe = 0; stripe <= mask; stripe++) {
      for (int i = 0; i < HOME_PLACES; i++) {
        accept(homeAt(stripe) + i, action);
      }
    }
    for (int word = 0; word < words.length(); word++) {
      for (long taken = words.get(word); taken != 0; taken &= taken - 1) {
        accept(placeOf(word, taken), action);
      }
    }
  }

  private void accept(int place, Consumer<C> action) {
    C call = at(place);
    if (call != null) {
      action.accept(call);
    }
  }

  /** Returns how many calls had no place since the start. */
  public long withoutPlace() {
    return withoutPlace.sum();
  }
}
