// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

import java.util.concurrent.atomic.LongAdder;

/** Everything that request threads write and the tick reads, but the calls in flight. */
public final class Recording {
  private final Registry registry;
  private final SlowRing slowCalls = new SlowRing();
  private final StreamMeter streams = new StreamMeter();
  private final ConcurrentHistogram ownCost = new ConcurrentHistogram();
  private final LongAdder negativeDurations = new LongAdder();
  private final LongAdder lostCalls = new LongAdder();
  private volatile boolean running;

  /**
   * Makes the recording of a registry's operations.
   *
   * @param enabled whether anything is to be recorded
   */
  public Recording(Registry registry, boolean enabled) {
    this.registry = registry;
    this.running = enabled;
  }

  /** Returns whether calls are recorded; asked first by all that records. */
  public boolean isRunning() {
    return running;
  }

  /** Stops recording, for good. */
  public void stop() {
    running = false;
  }

  /** Returns the operations. */
  public Registry registry() {
    return registry;
  }

  /** Returns where slow calls are left for the tick. */
  public SlowRing slowCalls() {
    return slowCalls;
  }

  /** Returns the open-ended responses. */
  public StreamMeter streams() {
    return streams;
  }

  /** Returns the monitor's own time per call, in nanoseconds, of about one call in 1,024. */
  public ConcurrentHistogram ownCost() {
    return ownCost;
  }

  /** Returns how many calls were not recorded because their clock failed or ran backwards. */
  public LongAdder negativeDurations() {
    return negativeDurations;
  }

  /** Returns how many calls lost their place because they never ended. */
  public LongAdder lostCalls() {
    return lostCalls;
  }
}
