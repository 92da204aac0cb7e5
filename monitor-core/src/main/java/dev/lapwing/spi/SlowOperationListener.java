// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spi;

import dev.lapwing.stats.SlowOperation;

/** Told of every slow call whose sample is kept. */
@FunctionalInterface
public interface SlowOperationListener {

  /**
   * Called within about a second of the call's end, on a thread that this listener has for itself,
   * never on a request's. A listener that is slow loses events, which are counted; what it throws
   * is logged once and counted.
   */
  void onSlowOperation(SlowOperation slow);
}
