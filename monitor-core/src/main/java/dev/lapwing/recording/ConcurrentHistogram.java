// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

import dev.lapwing.stats.Buckets;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A histogram that any number of threads record into with one atomic add each, and one thread at a
 * time reads while they do.
 *
 * <p>Buckets are cumulative 32-bit counters that are never reset; the reader takes modular
 * differences between two readings, so up to 2<sup>32</sup> - 1 records may lie between them.
 *
 * <p>What follows is why no record is lost and none is read twice.
 *
 * <p><b>Buckets.</b> A row of buckets is installed once by compare-and-set and never replaced, so
 * an add always reaches the row that the reader sees. The difference between two readings of one
 * counter is what was added between them, whatever the interleaving.
 *
 * <p><b>Dirty mark.</b> {@code max} holds the greatest duration since the last swap, plus one; zero
 * marks the histogram clean. A writer adds to its bucket first and reads {@code max} after; the
 * reader swaps {@code max} to zero first and reads buckets after; all four are volatile. So an add
 * that a reading misses came after that reading's swap, its writer finds a {@code max} below its
 * own or one that was raised since the same swap, and either way the next reading finds the
 * histogram dirty. The price: a duration may be in one reading and its maximum in the next, so the
 * maximum is held within the bounds of the highest bucket ({@code Distribution} does that).
 *
 * <p><b>Stripes.</b> Stripe 0 has a table of its own. The table of the others is published whole
 * before the mask that leads writers to it is raised, and neither ever shrinks; a writer that reads
 * an old mask writes to an old stripe, which is still read. The reader adds all stripes up.
 */
public class ConcurrentHistogram extends PaddedHistogramState {
  /** Room before and after a striped row, in ints, so that two rows never share a cache line. */
  private static final int STRIPE_PADDING = 32;

  private static final int ARRAY_HEADER_BYTES = 16;
  private static final int OBJECT_BYTES = 320;

  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);
  private static final VarHandle TABLE = MethodHandles.arrayElementVarHandle(int[][].class);
  private static final VarHandle MAX;

  static {
    try {
      MAX = MethodHandles.lookup().findVarHandle(HistogramState.class, "max", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Records a duration; wait-free but for the raise of the maximum, which is lock-free.
   *
   * @param nanos zero or more
   */
  public final void record(long nanos) {
    int index = Buckets.indexOf(nanos);
    int stripe = mask == 0 ? 0 : stripeOf(Thread.currentThread()) & mask;
    if (stripe == 0) {
      increment(row(index), index & (Buckets.PER_ROW - 1));
    } else {
      increment(stripedRow(stripe, index), STRIPE_PADDING + (index & (Buckets.PER_ROW - 1)));
    }
    markDirty(nanos);
  }

  private static void increment(int[] counters, int at) {
    // Assigned, so that the handle is called with the exact type and the add is one instruction.
    int unused = (int) INTS.getAndAdd(counters, at, 1);
  }

  /** Raises the maximum to a duration, if it is lower. */
  final void markDirty(long nanos) {
    if (nanos >= max) {
      raiseMax(nanos);
    }
  }

  private void raiseMax(long nanos) {
    noteWriter();
    long mark = nanos == Long.MAX_VALUE ? nanos : nanos + 1;
    long current;
    while (mark > (current = max)) {
      if (MAX.compareAndSet(this, current, mark)) {
        return;
      }
    }
  }

  /** Called so seldom that it costs nothing; where several record, by a second before long. */
  private void noteWriter() {
    long id = Thread.currentThread().getId();
    long noted = writer;
    if (noted == NO_WRITER) {
      writer = id;
    } else if (noted != id && noted != SEVERAL_WRITERS) {
      writer = SEVERAL_WRITERS;
    }
  }

  private int[] row(int index) {
    int[] row = rows[Buckets.rowOf(index)];
    return row != null ? row : installRow(rows, Buckets.rowOf(index), 0);
  }

  private int[] stripedRow(int stripe, int index) {
    int[][] table = stripes;
    int at = (stripe - 1) * Buckets.ROWS + Buckets.rowOf(index);
    int[] row = table[at];
    return row != null ? row : installRow(table, at, STRIPE_PADDING);
  }

  private static int[] installRow(int[][] table, int at, int padding) {
    int[] fresh = new int[padding + Buckets.PER_ROW + padding];
    int[] present = (int[]) TABLE.compareAndExchange(table, at, (int[]) null, fresh);
    return present != null ? present : fresh;
  }

  /** Spreads platform and virtual threads; ids are dense in both. */
  private static int stripeOf(Thread thread) {
    int id = (int) thread.getId();
    return id ^ id >>> 4;
  }

  /** Returns whether something was recorded since the last {@link #takeMax()}. */
  public final boolean isDirty() {
    return max != 0;
  }

  /**
   * Marks the histogram clean and returns the greatest duration since the last call, -1 when there
   * was none. To be called before the buckets are read.
   */
  public final long takeMax() {
    return (long) MAX.getAndSet(this, 0L) - 1;
  }

  /**
   * Adds a row's counters, of all stripes, to the given ones.
   *
   * @return whether the row was ever recorded into
   */
  public final boolean addRowTo(int rowIndex, int[] sums) {
    boolean present = addCounters((int[]) TABLE.getVolatile(rows, rowIndex), 0, sums);
    int[][] table = stripes;
    for (int at = rowIndex; at < table.length; at += Buckets.ROWS) {
      present |= addCounters((int[]) TABLE.getVolatile(table, at), STRIPE_PADDING, sums);
    }
    return present;
  }

  private static boolean addCounters(int @Nullable [] row, int padding, int[] sums) {
    if (row == null) {
      return false;
    }
    for (int i = 0; i < Buckets.PER_ROW; i++) {
      sums[i] += (int) INTS.getVolatile(row, padding + i);
    }
    return true;
  }

  /**
   * Returns whether several threads are known to record, which a raise of the maximum shows; a lone
   * one gains nothing from stripes.
   */
  public final boolean hasSeveralWriters() {
    return writer == SEVERAL_WRITERS;
  }

  /** Returns how many stripes writers use now: a power of two. */
  public final int stripeCount() {
    return mask + 1;
  }

  /**
   * Doubles the stripes, up to a limit. To be called by one thread at a time.
   *
   * @param limit the most stripes there may be, a power of two, the same at every call
   */
  public final void growStripes(int limit) {
    int count = stripeCount();
    if (count >= limit) {
      return;
    }
    if (stripes == NO_STRIPES) {
      stripes = new int[(limit - 1) * Buckets.ROWS][];
    }
    mask = 2 * count - 1;
  }

  /** Returns about how many bytes of heap the counters hold. */
  public final long bytesHeld() {
    return OBJECT_BYTES + tableBytes(rows) + tableBytes(stripes);
  }

  private static long tableBytes(int[][] table) {
    long bytes = ARRAY_HEADER_BYTES + 4L * table.length;
    for (int[] row : table) {
      bytes += row == null ? 0 : ARRAY_HEADER_BYTES + 4L * row.length;
    }
    return bytes;
  }
}

/** Keeps what lies before the object off the cache lines of {@link HistogramState}. */
@SuppressWarnings("unused")
abstract class HistogramFrontPadding {
  private long a0, a1, a2, a3, a4, a5, a6, a7;
  private long b0, b1, b2, b3, b4, b5, b6, b7;
}

/** The fields that every record reads. */
abstract class HistogramState extends HistogramFrontPadding {
  /** The rows of stripe 0; a row is null until something falls into it. */
  final int[][] rows = new int[Buckets.ROWS][];

  static final int[][] NO_STRIPES = {};

  /** The rows of the other stripes, stripe by stripe; empty while there is one stripe only. */
  volatile int[][] stripes = NO_STRIPES;

  /** The number of stripes in use, less one. */
  volatile int mask;

  /** The greatest duration since the last swap, plus one; 0 when nothing was recorded since. */
  volatile long max;

  static final long NO_WRITER = 0;
  static final long SEVERAL_WRITERS = -1;

  /** The id of the only thread that has raised the maximum; or one of the constants. */
  volatile long writer = NO_WRITER;
}

/** Keeps what lies behind the object off the cache lines of {@link HistogramState}. */
@SuppressWarnings("unused")
abstract class PaddedHistogramState extends HistogramState {
  private long c0, c1, c2, c3, c4, c5, c6, c7;
  private long d0, d1, d2, d3, d4, d5, d6, d7;
}
