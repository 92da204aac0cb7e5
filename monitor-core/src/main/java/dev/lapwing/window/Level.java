// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The pieces of one step of time, oldest first. Not thread-safe. */
final class Level {
  private final long step;
  private final long retention;
  private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
  private int pending;
  private long bytesHeld;

  /**
   * @param step how long a piece is, in nanoseconds; one may be longer when ticks come late
   * @param retention how long a piece is kept after its end, in nanoseconds
   */
  Level(long step, long retention) {
    this.step = step;
    this.retention = retention;
  }

  void add(Piece piece) {
    pieces.addLast(piece);
    pending++;
    bytesHeld += piece.bytesHeld();
  }

  /** Returns whether a step of this level ended since a piece of it was closed. */
  boolean isDue(Piece newestFiner, long sinceNanos) {
    return newestFiner.toNanos() / step > sinceNanos / step;
  }

  /** Returns the pieces that are in no coarser one yet, oldest first, and counts them as taken. */
  List<Piece> takePending() {
    List<Piece> taken = new ArrayList<>(pieces).subList(pieces.size() - pending, pieces.size());
    pending = 0;
    return taken;
  }

  /** Returns where the pieces begin that are in no coarser one yet; there is at least one. */
  long pendingSince() {
    Iterator<Piece> newestFirst = pieces.descendingIterator();
    Piece piece = newestFirst.next();
    for (int i = 1; i < pending; i++) {
      piece = newestFirst.next();
    }
    return piece.fromNanos();
  }

  /** Returns how many pieces are in no coarser one yet. */
  int pending() {
    return pending;
  }

  boolean oldestIsPending() {
    return pending == pieces.size();
  }

  /** Returns whether the newest piece begins in the same step as another. */
  boolean newestSharesStepWith(Piece other) {
    return !pieces.isEmpty() && newest().fromNanos() / step == other.fromNanos() / step;
  }

  Piece removeNewest() {
    Piece removed = pieces.removeLast();
    pending = Math.max(0, pending - 1);
    bytesHeld -= removed.bytesHeld();
    return removed;
  }

  void dropOldest() {
    bytesHeld -= pieces.removeFirst().bytesHeld();
    pending = Math.min(pending, pieces.size());
  }

  void dropOlderThan(long nowNanos) {
    while (!pieces.isEmpty() && nowNanos - pieces.getFirst().toNanos() >= retention) {
      dropOldest();
    }
  }

  Piece newest() {
    return pieces.getLast();
  }

  /** Returns whether the oldest piece begins then or before. */
  boolean reachesBackTo(long nanos) {
    return !pieces.isEmpty() && pieces.getFirst().fromNanos() <= nanos;
  }

  Iterator<Piece> newestFirst() {
    return pieces.descendingIterator();
  }

  /**
   * Replaces each of the given pieces by those of this level that fill the same time, if there are.
   *
   * @param coarser adjacent pieces, oldest first
   */
  List<Piece> refine(List<Piece> coarser) {
    List<Piece> refined = new ArrayList<>(coarser.size());
    Deque<Piece> rest = pieces.clone();
    for (Piece piece : coarser) {
      List<Piece> parts = new ArrayList<>();
      long at = piece.fromNanos();
      while (!rest.isEmpty() && rest.getFirst().toNanos() <= piece.toNanos()) {
        Piece part = rest.removeFirst();
        if (part.fromNanos() == at) {
          parts.add(part);
          at = part.toNanos();
        }
      }
      boolean filled = at == piece.toNanos();
      refined.addAll(filled ? parts : List.of(piece));
    }
    return refined;
  }

  /** Returns how long a piece is, in nanoseconds. */
  long step() {
    return step;
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  void clear() {
    pieces.clear();
    pending = 0;
    bytesHeld = 0;
  }

  long bytesHeld() {
    return bytesHeld;
  }
}
