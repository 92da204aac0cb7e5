// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.stats.Distribution;

/**
 * What one recorder gained. Immutable.
 *
 * @param durations the durations, each of which is one call
 * @param slow how many of the calls were slow
 * @param verySlow how many of them were very slow
 * @param unmeasured how many more calls there were, whose durations are not known
 */
record Tally(Distribution durations, long slow, long verySlow, long unmeasured) {
  static final Tally EMPTY = new Tally(Distribution.EMPTY, 0, 0, 0);

  Tally plus(Tally other) {
    return new Tally(
        durations.plus(other.durations),
        slow + other.slow,
        verySlow + other.verySlow,
        unmeasured + other.unmeasured);
  }

  /** Returns how many calls there were. */
  long count() {
    return durations.count() + unmeasured;
  }

  boolean isEmpty() {
    return durations.isEmpty() && !hasSlow() && unmeasured == 0;
  }

  /**
   * Returns whether there is a slow or a very slow call; either can be seen alone, since a call is
   * counted as one after the other.
   */
  boolean hasSlow() {
    return slow != 0 || verySlow != 0;
  }
}
