// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.recording.Operation;
import dev.lapwing.recording.SlowCall;
import dev.lapwing.runtime.Faults;
import dev.lapwing.stats.Outcome;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks an adapter's call what it knows, and answers for it when it throws. */
final class CallReader {
  private static final Pattern PARAMETERS = Pattern.compile(";[^/]*+");
  private static final String EVENT_STREAM = "text/event-stream";
  private static final int MAX_PATH = 512;
  private static final int MAX_METHOD = 32;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int HUNDRED = 100;

  /** The first digit of the statuses that say so. */
  private static final int SUCCESSFUL = 2;

  private final Faults faults;

  CallReader(Faults faults) {
    this.faults = faults;
  }

  String method(HttpCall call) {
    try {
      return call.method();
    } catch (Throwable fault) {
      faults.swallow("HttpCall.method", fault);
      return "";
    }
  }

  /** Returns the path as it was asked for. */
  @Nullable String path(HttpCall call) {
    try {
      return call.path();
    } catch (Throwable fault) {
      faults.swallow("HttpCall.path", fault);
      return "";
    }
  }

  @Nullable String route(HttpCall call) {
    try {
      return call.route();
    } catch (Throwable fault) {
      faults.swallow("HttpCall.route", fault);
      return null;
    }
  }

  int status(HttpCall call) {
    try {
      return call.status();
    } catch (Throwable fault) {
      faults.swallow("HttpCall.status", fault);
      return 0;
    }
  }

  /** Returns whether the response is the end of HTTP on its connection. */
  boolean isUpgrade(HttpCall call) {
    return status(call) == SWITCHING_PROTOCOLS;
  }

  boolean isEventStream(HttpCall call) {
    if (status(call) / HUNDRED != SUCCESSFUL) {
      return false;
    }
    try {
      String type = call.responseContentType();
      return type != null && type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
    } catch (Throwable fault) {
      faults.swallow("HttpCall.responseContentType", fault);
      return false;
    }
  }

  SlowCall sample(HttpCall call, Operation operation, Outcome outcome, int status, long nanos) {
    return new SlowCall(
        operation,
        outcome,
        status,
        call.startNanos(),
        nanos,
        call.beginThreadName(),
        cutMethod(call.beginMethod()),
        shownPath(call),
        Map.of(),
        traceId(call));
  }

  private @Nullable String traceId(HttpCall call) {
    try {
      return TraceParent.traceId(call.header("traceparent"));
    } catch (Throwable fault) {
      faults.swallow("HttpCall.header", fault);
      return null;
    }
  }

  /** Returns the path without its query and without parameters, which may hold a session's id. */
  static String withoutParameters(String path) {
    int query = path.indexOf('?');
    String plain = query < 0 ? path : path.substring(0, query);
    return plain.indexOf(';') < 0 ? plain : PARAMETERS.matcher(plain).replaceAll("");
  }

  /** Returns as much of a method as documents show. */
  static String cutMethod(String method) {
    return cut(method, MAX_METHOD);
  }

  /** Returns as much of a path as documents show. */
  static String shownPath(HttpCall call) {
    return cut(withoutParameters(call.beginPath()), MAX_PATH);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
