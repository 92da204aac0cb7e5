// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

/**
 * What happened in a stretch of time: one interval, or several merged. Immutable; its tallies are
 * one array of bytes, so that a day of them is few objects.
 */
final class Piece {
  /** The object, its array's header and its place in a list. */
  private static final long OBJECT_BYTES = 72;

  private final long fromNanos;
  private final long toNanos;
  private final long lastTick;
  private final int activePeak;
  private final byte[] data;

  /**
   * @param lastTick the number of the tick that ends it
   * @param activePeak the most HTTP requests that were in flight at one moment
   * @param data the tallies by recorder, as {@link PieceWriter} writes them; not copied
   */
  Piece(long fromNanos, long toNanos, long lastTick, int activePeak, byte[] data) {
    this.fromNanos = fromNanos;
    this.toNanos = toNanos;
    this.lastTick = lastTick;
    this.activePeak = activePeak;
    this.data = data;
  }

  long fromNanos() {
    return fromNanos;
  }

  long toNanos() {
    return toNanos;
  }

  long lastTick() {
    return lastTick;
  }

  int activePeak() {
    return activePeak;
  }

  byte[] data() {
    return data;
  }

  long bytesHeld() {
    return OBJECT_BYTES + data.length;
  }
}
