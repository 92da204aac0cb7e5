// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.DistributionBuilder;
import java.nio.ByteBuffer;

/**
 * Writes the tallies of recorders one after the other: the recorder's index in four bytes, its
 * durations, then a byte that says what follows: the slow and very slow counts in four bytes each,
 * or the count of calls that were not measured in eight, or both, or neither.
 */
final class PieceWriter {
  /** Set where slow counts follow. */
  static final int SLOW = 1;

  /** Set where the count of calls that were not measured follows. */
  static final int UNMEASURED = 2;

  private static final int MOST_COUNT_BYTES = 1 + 2 * Integer.BYTES + Long.BYTES;

  /**
   * Enough for any one tally, so that the length of each need not be known before it is written.
   */
  private static final int MOST_TALLY_BYTES =
      Integer.BYTES + Distribution.MOST_ENCODED_BYTES + MOST_COUNT_BYTES;

  private static final int INITIAL_BYTES = 2 * MOST_TALLY_BYTES;

  private ByteBuffer target = ByteBuffer.allocate(INITIAL_BYTES);

  /** Adds what a recorder gained; recorders are to come in ascending order. */
  void add(int recorder, DistributionBuilder durations, long slow, long verySlow, long unmeasured) {
    ensureRoom();
    target.putInt(recorder);
    durations.encodeTo(target);
    int parts = ((slow | verySlow) != 0 ? SLOW : 0) | (unmeasured > 0 ? UNMEASURED : 0);
    target.put((byte) parts);
    if ((parts & SLOW) != 0) {
      target.putInt((int) slow).putInt((int) verySlow);
    }
    if ((parts & UNMEASURED) != 0) {
      target.putLong(unmeasured);
    }
  }

  private void ensureRoom() {
    if (target.remaining() < MOST_TALLY_BYTES) {
      target = ByteBuffer.allocate(2 * target.capacity()).put(target.flip());
    }
  }

  /** Forgets what was added. */
  void clear() {
    target.clear();
  }

  /** Returns what was added, and begins anew; a buffer far too large is halved. */
  byte[] take() {
    byte[] written = new byte[target.position()];
    target.flip().get(written);
    target.clear();
    if (target.capacity() > INITIAL_BYTES && written.length < target.capacity() / 4) {
      target = ByteBuffer.allocate(target.capacity() / 2);
    }
    return written;
  }
}
