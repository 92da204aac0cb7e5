// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import java.nio.ByteBuffer;

/**
 * Writes the tallies of recorders one after the other: the recorder's index in four bytes, its
 * durations, then a zero byte, or a one and the slow and very slow counts in four bytes each.
 */
final class PieceWriter {
  private static final int INITIAL_BYTES = 1_024;

  private ByteBuffer target = ByteBuffer.allocate(INITIAL_BYTES);

  /** Adds a tally; recorders are to come in ascending order. */
  void add(int recorder, Tally tally) {
    int slowBytes = tally.hasSlow() ? 1 + 2 * Integer.BYTES : 1;
    ensureRoom(Integer.BYTES + tally.durations().encodedLength() + slowBytes);
    target.putInt(recorder);
    tally.durations().encodeTo(target);
    if (tally.hasSlow()) {
      target.put((byte) 1).putInt((int) tally.slow()).putInt((int) tally.verySlow());
    } else {
      target.put((byte) 0);
    }
  }

  private void ensureRoom(int bytes) {
    if (target.remaining() < bytes) {
      ByteBuffer larger =
          ByteBuffer.allocate(Math.max(2 * target.capacity(), target.position() + bytes));
      target = larger.put(target.flip());
    }
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
