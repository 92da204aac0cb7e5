// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit.stub;

import dev.lapwing.http.HttpMonitor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Tells a monitor of the requests of one server, with a fault or without. Thread-safe. */
final class StubMonitoring {
  /** More than clients that wait for one another's answers ever have in flight. */
  private static final int CROWD = 5;

  private final HttpMonitor monitor;
  private final Fault fault;
  private final AtomicInteger inFlight = new AtomicInteger();

  StubMonitoring(HttpMonitor monitor, Fault fault) {
    this.monitor = monitor;
    this.fault = fault;
  }

  HttpMonitor monitor() {
    return monitor;
  }

  boolean has(Fault other) {
    return fault == other;
  }

  StubCall begin(StubExchange exchange) {
    StubCall call = new StubCall(exchange, fault);
    inFlight.incrementAndGet();
    monitor.begin(call);
    return call;
  }

  void headSent(StubCall call) {
    if (fault != Fault.STREAM_AT_ITS_END) {
      monitor.firstByte(call);
    }
  }

  /** Before the endpoint answers, so that it does not count the one who asks. */
  void discard(StubCall call) {
    monitor.discard(call);
  }

  void refused(StubExchange exchange) {
    if (fault == Fault.REFUSED_READER_RECORDED) {
      monitor.end(begin(exchange), null);
    }
  }

  void end(StubExchange exchange, StubCall call, @Nullable Throwable failure) {
    boolean crowded = inFlight.getAndDecrement() >= CROWD;
    boolean refused = exchange.status() == 401;
    if ((fault == Fault.LOST_UPDATE && crowded)
        || (fault == Fault.REFUSAL_NOT_RECORDED && refused)) {
      monitor.discard(call);
      return;
    }
    monitor.end(call, fault == Fault.EXCEPTION_AS_200 ? null : failure);
    if (fault == Fault.DOUBLE_COUNT && !exchange.isForEndpoint()) {
      monitor.end(begin(exchange), failure);
    }
  }

  void clientLeft(StubExchange exchange, StubCall call) {
    inFlight.decrementAndGet();
    switch (fault) {
      case ABORT_AS_200 -> monitor.end(call, null);
      case LEAKED_REQUEST -> {}
      case DOUBLE_COUNT -> {
        monitor.abort(call);
        monitor.abort(begin(exchange));
      }
      default -> monitor.abort(call);
    }
  }
}
