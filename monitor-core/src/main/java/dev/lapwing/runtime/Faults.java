// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.runtime;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Swallows what must not reach the service: counts every fault, and keeps the first at each place
 * for the tick to log. Thread-safe; {@link #swallow} does no I/O and never throws.
 */
public final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger("dev.lapwing");

  private final LongAdder swallowed = new LongAdder();
  private final Set<String> places = ConcurrentHashMap.newKeySet();
  private final Queue<Fault> unlogged = new ConcurrentLinkedQueue<>();

  /**
   * Takes a fault.
   *
   * @param place where it happened, a constant, or at most a few names: each is remembered
   */
  public void swallow(String place, Throwable fault) {
    swallowed.increment();
    if (places.add(place)) {
      unlogged.add(new Fault(place, fault));
    }
  }

  /** Logs the first fault at each place, once. To be called on the tick. */
  public void log() {
    for (Fault fault = unlogged.poll(); fault != null; fault = unlogged.poll()) {
      LOG.warn(
          "{} failed; the service goes on, and the next such failures are only counted",
          fault.place,
          fault.thrown);
    }
  }

  /**
   * Logs what whoever runs the service should know, at once: while it starts, not for requests.
   *
   * @param sentence with one {@code {}} for its subject
   */
  public void warn(String sentence, String subject) {
    LOG.warn(sentence, subject);
  }

  /** Returns how many faults there were since the start. */
  public long swallowed() {
    return swallowed.sum();
  }

  private record Fault(String place, Throwable thrown) {}
}
