// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The closed intervals of the last day in three levels: a second's for 2 minutes, ten seconds' for
 * an hour, five minutes' for a day, each kept for one coarser piece longer, so that the start of a
 * window can be rounded outward to a step that is held.
 *
 * <p>A coarser piece is a merge of finer ones and starts and ends where they do. One of five
 * minutes grows by the half minute, a tick after its last ten seconds were closed, so that no tick
 * has to merge all of them at once, nor, unless the limit is near, pieces of both kinds. When all
 * pieces together are over the limit of bytes, the oldest ten-second pieces go first, then the
 * oldest of five minutes, then those of a second; ten seconds go only after they are in a coarser
 * piece. Not thread-safe: the fold's lock guards it.
 */
final class History {
  static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long TEN_SECONDS = 10 * SECOND;
  private static final long FIVE_MINUTES = 300 * SECOND;
  private static final long TWO_MINUTES = 120 * SECOND;
  private static final long HOUR = 3_600 * SECOND;

  /** How many ten-second pieces join one of five minutes together, before its time is over. */
  private static final int PENDING_TENS = 3;

  private final long maxBytes;
  private final PieceMerge.Validity validity;
  private final Level seconds = new Level(SECOND, TWO_MINUTES + TEN_SECONDS);
  private final Level tens = new Level(TEN_SECONDS, HOUR + FIVE_MINUTES);
  private final Level fives =
      new Level(FIVE_MINUTES, Duration.ofHours(24).toNanos() + FIVE_MINUTES);

  /**
   * @param maxBytes the most that all pieces together may hold
   * @param validity which tallies still count when pieces are merged
   */
  History(long maxBytes, PieceMerge.Validity validity) {
    this.maxBytes = maxBytes;
    this.validity = validity;
  }

  /** Adds the interval that ends now. Times are counted from the monitor's start. */
  void add(Piece interval) {
    joinTens();
    seconds.add(interval);
    if (tens.isDue(interval, seconds.pendingSince())) {
      coarsen(seconds, tens);
    }
    if (interval.toNanos() - interval.fromNanos() >= TEN_SECONDS) {
      // Before the next tick comes, what is to be joined may be too old to be kept.
      joinTens();
    }
    long now = interval.toNanos();
    seconds.dropOlderThan(now);
    tens.dropOlderThan(now);
    fives.dropOlderThan(now);
    while (bytesHeld() > maxBytes && !isEmpty()) {
      dropOldest();
    }
  }

  /** Lets the ten-second pieces that are due join one of five minutes. */
  private void joinTens() {
    if (tens.pending() >= PENDING_TENS
        || (tens.pending() > 0 && fives.isDue(tens.newest(), tens.pendingSince()))) {
      coarsen(tens, fives);
    }
  }

  /** Makes one coarser piece of the finer ones that are in none yet. */
  private void coarsen(Level finer, Level coarser) {
    List<Piece> parts = finer.takePending();
    if (coarser.newestSharesStepWith(parts.get(0))) {
      parts = new ArrayList<>(parts);
      parts.add(0, coarser.removeNewest());
    }
    PieceWriter writer = new PieceWriter();
    new PieceMerge().merge(parts, validity, (recorder, sum) -> sum.writeTo(writer, recorder));
    Piece first = parts.get(0);
    Piece last = parts.get(parts.size() - 1);
    int peak = parts.stream().mapToInt(Piece::activePeak).max().orElse(0);
    coarser.add(new Piece(first.fromNanos(), last.toNanos(), last.lastTick(), peak, writer.take()));
  }

  private void dropOldest() {
    if (!tens.isEmpty()) {
      if (tens.oldestIsPending()) {
        coarsen(tens, fives);
      }
      tens.dropOldest();
    } else if (!fives.isEmpty()) {
      fives.dropOldest();
    } else {
      seconds.dropOldest();
    }
  }

  /**
   * Returns the adjacent pieces that cover the time from a start to the last tick, newest first.
   * They begin at or before the start, at the nearest step that is held, if anything so old is
   * held.
   */
  List<Piece> cover(long startNanos) {
    List<Piece> covering = new ArrayList<>();
    List<Walk> levels =
        List.of(
            new Walk(fives, startNanos), new Walk(tens, startNanos), new Walk(seconds, startNanos));
    long at = seconds.isEmpty() ? startNanos : seconds.newest().toNanos();
    while (at > startNanos) {
      Piece chosen = pieceBefore(at, startNanos, levels);
      if (chosen == null) {
        return covering;
      }
      covering.add(chosen);
      at = chosen.fromNanos();
    }
    return covering;
  }

  /**
   * Returns the coarsest piece that lies within, else the finest, which rounds out the least. A
   * level that does not reach back to the start would end before it, so it only fills in.
   */
  private static @Nullable Piece pieceBefore(long at, long startNanos, List<Walk> levels) {
    Piece chosen = null;
    for (Walk level : levels) {
      Piece piece = level.pieceBefore(at);
      if (piece != null && (chosen == null || level.reachesStart)) {
        chosen = piece;
      }
      if (chosen != null && chosen.fromNanos() >= startNanos) {
        return chosen;
      }
    }
    return chosen;
  }

  /** Returns how long the finest steps are that are kept so long, all in nanoseconds. */
  static long stepFor(long length) {
    if (length <= TWO_MINUTES) {
      return SECOND;
    }
    return length <= HOUR ? TEN_SECONDS : FIVE_MINUTES;
  }

  /**
   * Returns the pieces of {@link #cover}, oldest first, each replaced by the finer ones that it was
   * made of where all of those are held. So they hold the same, from the same start on.
   *
   * @param step how fine the pieces are to be, in nanoseconds
   */
  List<Piece> steps(long startNanos, long step) {
    List<Piece> pieces = cover(startNanos);
    Collections.reverse(pieces);
    for (Level level : List.of(fives, tens, seconds)) {
      if (level.step() >= step) {
        pieces = level.refine(pieces);
      }
    }
    return pieces;
  }

  /** Forgets everything. */
  void clear() {
    seconds.clear();
    tens.clear();
    fives.clear();
  }

  private boolean isEmpty() {
    return seconds.isEmpty() && tens.isEmpty() && fives.isEmpty();
  }

  long bytesHeld() {
    return seconds.bytesHeld() + tens.bytesHeld() + fives.bytesHeld();
  }

  /** Goes through a level from its newest piece back. */
  private static final class Walk {
    final boolean reachesStart;
    private final Iterator<Piece> older;
    private @Nullable Piece next;

    Walk(Level level, long startNanos) {
      this.reachesStart = level.reachesBackTo(startNanos);
      this.older = level.newestFirst();
      this.next = nextOlder();
    }

    /** Returns the piece that ends then, if there is one; later asked for earlier ones only. */
    @Nullable Piece pieceBefore(long at) {
      while (next != null && next.toNanos() > at) {
        next = nextOlder();
      }
      return next != null && next.toNanos() == at ? next : null;
    }

    private @Nullable Piece nextOlder() {
      return older.hasNext() ? older.next() : null;
    }
  }
}
