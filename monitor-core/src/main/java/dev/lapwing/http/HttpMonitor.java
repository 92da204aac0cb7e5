// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.recording.InFlight;
import dev.lapwing.recording.Operation;
import dev.lapwing.recording.Recorder;
import dev.lapwing.recording.Recording;
import dev.lapwing.recording.Registry;
import dev.lapwing.runtime.Faults;
import dev.lapwing.runtime.GuardedClock;
import dev.lapwing.stats.Glob;
import dev.lapwing.stats.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What adapters tell of requests. Every request that begins ends in one of {@link #end}, {@link
 * #abort} and {@link #discard}: the first wins, later ones do nothing.
 *
 * <p>Thread-safe. No method throws, waits or does I/O; a lock is taken only when a route or status
 * is first seen, for the time of an allocation. A disabled or closed monitor records nothing.
 *
 * <p>The state of a call moves by compare-and-set, so exactly one thread records it: from active to
 * done; or to streaming when an open-ended response sends its head, where it is recorded, and then
 * to done; or to lost when it never seemed to end, and then to done if it does, or if it turns out
 * to be open-ended.
 */
public final class HttpMonitor {
  private static final int FIRST_SERVER_ERROR = 500;

  /** Picks about one call in 1,024 by its start time, to have the monitor's own cost measured. */
  private static final int COST_MASK = 1_023;

  private final Recording recording;
  private final Registry registry;
  private final InFlight<HttpCall> inFlight;
  private final GuardedClock clock;
  private final Faults faults;
  private final List<Glob> ignored;
  private final StatsEndpoint endpoint;
  private final CallReader reader;

  /**
   * For the engine alone, as the packages of the parameters say; adapters get theirs from {@code
   * PerformanceMonitor.http()}.
   */
  @SuppressWarnings("exports")
  public HttpMonitor(
      Recording recording,
      InFlight<HttpCall> inFlight,
      GuardedClock clock,
      Faults faults,
      List<Glob> ignored,
      StatsEndpoint endpoint) {
    this.recording = recording;
    this.registry = recording.registry();
    this.inFlight = inFlight;
    this.clock = clock;
    this.faults = faults;
    this.ignored = List.copyOf(ignored);
    this.endpoint = endpoint;
    this.reader = new CallReader(faults);
  }

  /** Returns the stats endpoint, to be mounted behind the service's own security. */
  public StatsEndpoint endpoint() {
    return endpoint;
  }

  /** Begins a call: it is in flight from now on. */
  public void begin(HttpCall call) {
    if (!recording.isRunning()) {
      return;
    }
    try {
      long now = clock.now();
      call.began(now, reader.method(call), reader.path(call));
      if (!ignored.isEmpty() && isIgnored(call)) {
        return;
      }
      call.activate(inFlight.begin(call));
      if ((now & COST_MASK) == 0) {
        call.setBeginCost((int) Math.max(1, GuardedClock.between(now, clock.now())));
      }
    } catch (Throwable fault) {
      faults.swallow("HttpMonitor.begin", fault);
    }
  }

  private boolean isIgnored(HttpCall call) {
    String path = CallReader.withoutParameters(call.beginPath());
    for (Glob pattern : ignored) {
      if (pattern.matches(path)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Notes that the head of the response was sent. A successful event stream, of type {@code
   * text/event-stream}, is recorded here as a success, and its end later only counts among the
   * streams. An upgrade, with status 101, is recorded and over. For every other response this does
   * nothing.
   */
  public void firstByte(HttpCall call) {
    if (!recording.isRunning() || !call.isOpen()) {
      return;
    }
    try {
      if (reader.isUpgrade(call)) {
        finish(call, null, false);
      } else if (reader.isEventStream(call)) {
        recordHead(call);
      }
    } catch (Throwable fault) {
      faults.swallow("HttpMonitor.firstByte", fault);
    }
  }

  private void recordHead(HttpCall call) {
    // Opened before others may end it; so it is taken back when they were faster.
    recording.streams().opened();
    if (call.moved(HttpCall.ACTIVE, HttpCall.STREAMING)) {
      record(call, Outcome.SUCCESS, reader.status(call), clock.now());
      return;
    }
    recording.streams().notOpened();
    if (call.moved(HttpCall.LOST, HttpCall.DONE)) {
      record(call, Outcome.SUCCESS, reader.status(call), clock.now());
    }
  }

  /**
   * Ends a call whose response is complete, or will be once the container has answered for the
   * failure.
   *
   * @param failure what escaped the service; null when nothing did
   */
  public void end(HttpCall call, @Nullable Throwable failure) {
    finish(call, failure, false);
  }

  /** Ends a call whose client left before the response was complete. */
  public void abort(HttpCall call) {
    finish(call, null, true);
  }

  /** Ends a call that is not to be recorded, as those to the stats endpoint itself. */
  public void discard(HttpCall call) {
    try {
      int state = call.finish();
      if (state == HttpCall.STREAMING) {
        streamEnded(call, clock.now());
      }
      release(call, state);
    } catch (Throwable fault) {
      faults.swallow("HttpMonitor.discard", fault);
    }
  }

  /**
   * Takes what failed in an adapter itself, so that it reaches nobody: logs the first at a place,
   * and counts all in {@code self.swallowedErrors}.
   *
   * @param place where it happened, one of a few constants
   */
  public void swallow(String place, Throwable fault) {
    faults.swallow(place, fault);
  }

  private void finish(HttpCall call, @Nullable Throwable failure, boolean aborted) {
    try {
      int state = call.finish();
      if (state == HttpCall.NEW || state == HttpCall.DONE) {
        return;
      }
      try {
        if (!recording.isRunning()) {
          return;
        }
        long now = clock.now();
        if (state == HttpCall.STREAMING) {
          streamEnded(call, now);
        } else {
          int status = reader.status(call);
          record(call, outcomeOf(status, failure, aborted), status, now);
        }
      } finally {
        release(call, state);
      }
    } catch (Throwable fault) {
      faults.swallow("HttpMonitor.end", fault);
    }
  }

  private void streamEnded(HttpCall call, long now) {
    recording.streams().ended(Math.max(0, GuardedClock.between(call.startNanos(), now)));
  }

  private static Outcome outcomeOf(int status, @Nullable Throwable failure, boolean aborted) {
    if (aborted) {
      return Outcome.ABORTED;
    }
    boolean answered = status > 0 && status < FIRST_SERVER_ERROR;
    return failure == null && answered ? Outcome.SUCCESS : Outcome.ERROR;
  }

  private void release(HttpCall call, int state) {
    if (state == HttpCall.ACTIVE || state == HttpCall.STREAMING) {
      inFlight.end(call.place());
    }
  }

  private void record(HttpCall call, Outcome outcome, int status, long now) {
    long nanos = GuardedClock.between(call.startNanos(), now);
    if (nanos < 0) {
      recording.negativeDurations().increment();
      return;
    }
    Recorder recorder = registry.recorder(call.beginMethod(), reader.route(call), outcome, status);
    boolean slow = recorder.recordCall(nanos);
    Operation operation = recorder.operation();
    operation.keep(outcome, call.startNanos(), nanos);
    if (slow) {
      recording.slowCalls().offer(reader.sample(call, operation, outcome, status, nanos));
    }
    noteCost(call, now);
  }

  private void noteCost(HttpCall call, long endStarted) {
    if (call.beginCost() > 0) {
      long endCost = GuardedClock.between(endStarted, clock.now());
      recording.ownCost().record(call.beginCost() + Math.max(0, endCost));
    }
  }
}
