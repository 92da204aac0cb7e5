// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.DistributionBuilder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Merges pieces recorder by recorder, holding one recorder's buckets at a time. Not thread-safe;
 * cheap enough to make for each merge.
 */
final class PieceMerge {
  private final DistributionBuilder builder = new DistributionBuilder();
  private final DistributionBuilder discarded = new DistributionBuilder();

  /** Tells whether what a piece holds of a recorder still counts. */
  @FunctionalInterface
  interface Validity {
    boolean counts(int recorder, Piece piece);
  }

  /** Takes what all pieces together hold of a recorder. */
  @FunctionalInterface
  interface Target {
    void accept(int recorder, Tally tally);
  }

  /** Merges pieces; recorders come in ascending order, each once, and only if something counts. */
  void merge(List<Piece> pieces, Validity validity, Target target) {
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
      mergeOne(recorder, cursors, validity, target);
    }
  }

  private void mergeOne(int recorder, List<Cursor> cursors, Validity validity, Target target) {
    long slow = 0;
    long verySlow = 0;
    long unmeasured = 0;
    boolean exhausted = false;
    for (Cursor cursor : cursors) {
      if (cursor.recorder == recorder) {
        boolean counts = validity.counts(recorder, cursor.piece);
        cursor.read(counts ? builder : discarded);
        slow += counts ? cursor.slow : 0;
        verySlow += counts ? cursor.verySlow : 0;
        unmeasured += counts ? cursor.unmeasured : 0;
        exhausted |= cursor.recorder == Cursor.END;
      }
    }
    if (exhausted) {
      cursors.removeIf(cursor -> cursor.recorder == Cursor.END);
    }
    Distribution durations = builder.build();
    builder.clear();
    Tally tally = new Tally(durations, slow, verySlow, unmeasured);
    if (!tally.isEmpty()) {
      target.accept(recorder, tally);
    }
  }

  /** A place in a piece: before the durations of a recorder. */
  private static final class Cursor {
    static final int END = Integer.MAX_VALUE;

    final Piece piece;
    private final ByteBuffer source;
    int recorder;
    int slow;
    int verySlow;
    long unmeasured;

    Cursor(Piece piece) {
      this.piece = piece;
      this.source = ByteBuffer.wrap(piece.data());
      this.recorder = source.getInt();
    }

    void read(DistributionBuilder target) {
      target.add(source);
      int parts = source.get();
      slow = (parts & PieceWriter.SLOW) == 0 ? 0 : source.getInt();
      verySlow = (parts & PieceWriter.SLOW) == 0 ? 0 : source.getInt();
      unmeasured = (parts & PieceWriter.UNMEASURED) == 0 ? 0 : source.getLong();
      recorder = source.hasRemaining() ? source.getInt() : END;
    }
  }
}
