// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Merges pieces recorder by recorder, holding one recorder's buckets at a time. Not thread-safe;
 * cheap enough to make for each merge.
 */
final class PieceMerge {
  private final TallyPool own = new TallyPool();
  private final TallyPool discarded = new TallyPool();

  /** Tells whether what a piece holds of a recorder still counts. */
  @FunctionalInterface
  interface Validity {
    boolean counts(int recorder, Piece piece);
  }

  /** Takes what all pieces together hold of a recorder. */
  @FunctionalInterface
  interface Target {
    /** The pool is emptied afterwards. */
    void accept(int recorder, TallyPool sum);
  }

  /** Tells where what is only to be added up with that of other recorders goes. */
  @FunctionalInterface
  interface Pools {
    /** Returns where all that counts of a recorder goes; null when it is to be handed on. */
    @Nullable TallyPool of(int recorder);
  }

  /** Merges pieces; recorders come in ascending order, each once, and only if something counts. */
  void merge(List<Piece> pieces, Validity validity, Target target) {
    merge(pieces, validity, recorder -> null, target);
  }

  /** Merges pieces as the other does, but for the recorders that have a pool. */
  void merge(List<Piece> pieces, Validity validity, Pools pools, Target target) {
    List<Cursor> cursors = new ArrayList<>(pieces.size());
    for (Piece piece : pieces) {
      if (piece.data().length > 0) {
        cursors.add(new Cursor(piece));
      }
    }
    while (!cursors.isEmpty()) {
      int recorder = Integer.MAX_VALUE;
      for (Cursor cursor : cursors) {
        recorder = Math.min(recorder, cursor.recorder);
      }
      mergeOne(recorder, cursors, validity, pools.of(recorder), target);
    }
  }

  private void mergeOne(
      int recorder,
      List<Cursor> cursors,
      Validity validity,
      @Nullable TallyPool shared,
      Target target) {
    TallyPool pool = shared == null ? own : shared;
    boolean exhausted = false;
    for (Cursor cursor : cursors) {
      if (cursor.recorder == recorder) {
        cursor.read(validity.counts(recorder, cursor.piece) ? pool : discarded);
        exhausted |= cursor.recorder == Cursor.END;
      }
    }
    if (exhausted) {
      cursors.removeIf(cursor -> cursor.recorder == Cursor.END);
    }
    if (shared == null && !own.isEmpty()) {
      target.accept(recorder, own);
      own.clear();
    }
  }

  /** A place in a piece: before the durations of a recorder. */
  private static final class Cursor {
    static final int END = Integer.MAX_VALUE;

    final Piece piece;
    private final ByteBuffer source;
    int recorder;

    Cursor(Piece piece) {
      this.piece = piece;
      this.source = ByteBuffer.wrap(piece.data());
      this.recorder = source.getInt();
    }

    void read(TallyPool target) {
      target.addDurations(source);
      int parts = source.get();
      boolean hasSlow = (parts & PieceWriter.SLOW) != 0;
      target.addCounts(
          hasSlow ? source.getInt() : 0,
          hasSlow ? source.getInt() : 0,
          (parts & PieceWriter.UNMEASURED) != 0 ? source.getLong() : 0);
      recorder = source.hasRemaining() ? source.getInt() : END;
    }
  }
}
