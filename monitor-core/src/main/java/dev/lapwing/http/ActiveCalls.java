// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.recording.InFlight;
import dev.lapwing.runtime.GuardedClock;
import dev.lapwing.stats.ActiveCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Lists the requests in flight, from what was noted when they began; no method of an adapter's call
 * is called. For the engine alone. Thread-safe.
 */
@SuppressWarnings("exports")
public final class ActiveCalls {
  private static final double NANOS_PER_MILLI = 1e6;

  private final InFlight<HttpCall> inFlight;
  private final LongFunction<Instant> wallTime;

  /**
   * @param wallTime makes a wall time of a monotonic one
   */
  public ActiveCalls(InFlight<HttpCall> inFlight, LongFunction<Instant> wallTime) {
    this.inFlight = inFlight;
    this.wallTime = wallTime;
  }

  /**
   * Returns the calls that have a place in the table, the oldest first; those whose age is unknown
   * come last.
   */
  public List<ActiveCall> oldestFirst(long nowNanos, int limit) {
    List<Aged> calls = new ArrayList<>();
    inFlight.forEach(
        call -> {
          if (call.state() != HttpCall.DONE && call.state() != HttpCall.LOST) {
            calls.add(new Aged(call, GuardedClock.between(call.startNanos(), nowNanos)));
          }
        });
    return calls.stream()
        .sorted(Comparator.comparingLong(Aged::nanos).reversed())
        .limit(limit)
        .map(this::active)
        .toList();
  }

  private ActiveCall active(Aged aged) {
    HttpCall call = aged.call;
    String thread = call.beginThreadName();
    boolean known = aged.nanos >= 0;
    return new ActiveCall(
        CallReader.cutMethod(call.beginMethod()),
        CallReader.shownPath(call),
        known ? wallTime.apply(call.startNanos()) : null,
        known ? (Double) (aged.nanos / NANOS_PER_MILLI) : null,
        thread.isEmpty() ? null : thread,
        call.state() == HttpCall.STREAMING);
  }

  /**
   * A call with its age.
   *
   * @param nanos negative when unknown
   */
  private record Aged(HttpCall call, long nanos) {}
}
