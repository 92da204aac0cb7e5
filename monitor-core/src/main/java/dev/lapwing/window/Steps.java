// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.stats.StatsWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a window is divided: which stored steps make one step of a series.
 *
 * @param windowNanos how long the window is, in nanoseconds
 * @param stored how long the stored steps are, in nanoseconds
 * @param times how many of them make one
 */
record Steps(long windowNanos, long stored, long times) {

  /**
   * Returns the finest division of a window that has no more than so many whole steps.
   *
   * @param window not the total
   * @param points positive
   */
  static Steps of(StatsWindow window, int points) {
    Duration length = window.length();
    if (length == null) {
      throw new IllegalArgumentException("window must not be total, which has no steps");
    }
    long stored = History.stepFor(length.toNanos());
    long storedSteps = length.toNanos() / stored;
    return new Steps(length.toNanos(), stored, (storedSteps + points - 1) / points);
  }

  long nanos() {
    return stored * times;
  }

  /**
   * Groups adjacent pieces, oldest first, into steps. Steps begin at multiples of their length, so
   * that they stay the same while time goes on; those of seconds, which come a little early or
   * late, at multiples of ticks.
   */
  List<List<Piece>> group(List<Piece> pieces) {
    List<List<Piece>> groups = new ArrayList<>();
    long current = -1;
    for (Piece piece : pieces) {
      long group = groupOf(piece);
      if (group != current) {
        groups.add(new ArrayList<>());
        current = group;
      }
      groups.get(groups.size() - 1).add(piece);
    }
    return groups;
  }

  private long groupOf(Piece piece) {
    return stored == History.SECOND ? piece.lastTick() / times : piece.fromNanos() / nanos();
  }
}
