// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

/**
 * What happened in a stretch of time: one interval, or several merged. Immutable.
 *
 * @param fromNanos where it starts, by the monotonic clock
 * @param toNanos where it ends
 * @param lastTick the number of the tick that ends it
 * @param activePeak the most HTTP requests that were in flight at one moment
 * @param data the tallies by recorder, as {@link PieceWriter} writes them
 */
record Piece(long fromNanos, long toNanos, long lastTick, int activePeak, byte[] data) {
  /** The object, its array's header and its place in a list. */
  private static final int OBJECT_BYTES = 72;

  long bytesHeld() {
    return OBJECT_BYTES + data.length;
  }
}
