// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.recording.InFlight;
import dev.lapwing.recording.Recording;
import dev.lapwing.runtime.GuardedClock;

/** Takes the place of calls that began too long ago to be still running. For the engine alone. */
@SuppressWarnings("exports")
public final class LostCalls {
  private final InFlight<HttpCall> inFlight;
  private final Recording recording;
  private final long afterNanos;

  /**
   * @param afterNanos the age from which on a call counts as lost, in nanoseconds
   */
  public LostCalls(InFlight<HttpCall> inFlight, Recording recording, long afterNanos) {
    this.inFlight = inFlight;
    this.recording = recording;
    this.afterNanos = afterNanos;
  }

  /** Drops every call that is too old and is not a stream; a late end is still recorded. */
  public void drop(long nowNanos) {
    inFlight.forEach(
        call -> {
          if (call.state() == HttpCall.ACTIVE
              && GuardedClock.between(call.startNanos(), nowNanos) > afterNanos
              && call.moved(HttpCall.ACTIVE, HttpCall.LOST)) {
            inFlight.end(call.place());
            recording.lostCalls().increment();
          }
        });
  }
}
