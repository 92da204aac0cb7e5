// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Swallows what must not reach the service: counts every fault, and logs the first at each place.
 *
 * <p>Thread-safe; {@link #swallow} itself never throws.
 */
public final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger("dev.lapwing");

  private final LongAdder swallowed = new LongAdder();
  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  /**
   * Takes a fault.
   *
   * @param place where it happened, a constant, or at most a few names: each is remembered
   */
  public void swallow(String place, Throwable fault) {
    swallowed.increment();
    try {
      if (logged.add(place)) {
        LOG.warn(
            "{} failed; the service goes on, and the next such failures are only counted",
            place,
            fault);
      }
    } catch (Throwable loggingFault) {
      swallowed.increment();
    }
  }

  /** Returns how many faults there were since the start. */
  public long swallowed() {
    return swallowed.sum();
  }
}
