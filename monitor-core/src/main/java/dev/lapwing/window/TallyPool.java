// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.DistributionBuilder;
import java.nio.ByteBuffer;

/** Adds tallies up, to be emptied and used again. Not thread-safe. */
final class TallyPool {
  private final DistributionBuilder durations = new DistributionBuilder();
  private long slow;
  private long verySlow;
  private long unmeasured;

  /** Adds a tally up. */
  void add(Tally tally) {
    durations.add(tally.durations());
    addCounts(tally.slow(), tally.verySlow(), tally.unmeasured());
  }

  DistributionBuilder durations() {
    return durations;
  }

  /** Reads the next durations of a piece. */
  void addDurations(ByteBuffer source) {
    durations.add(source);
  }

  void addCounts(long moreSlow, long moreVerySlow, long moreUnmeasured) {
    slow += moreSlow;
    verySlow += moreVerySlow;
    unmeasured += moreUnmeasured;
  }

  boolean isEmpty() {
    return (slow | verySlow | unmeasured) == 0 && durations.isEmpty();
  }

  /** Returns the sum, and begins anew. */
  Tally take() {
    Distribution sum = durations.build();
    Tally taken = new Tally(sum, slow, verySlow, unmeasured);
    clear();
    return taken;
  }

  /** Writes the sum as what a recorder gained. */
  void writeTo(PieceWriter target, int recorder) {
    target.add(recorder, durations, slow, verySlow, unmeasured);
  }

  /** Begins anew. */
  void clear() {
    durations.clear();
    slow = 0;
    verySlow = 0;
    unmeasured = 0;
  }
}
