// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request in flight, as its adapter sees it. An adapter makes one for each request and
 * passes it to {@link HttpMonitor}; the same object serves as the state of its recording, so that a
 * request costs one allocation.
 *
 * <p>The methods that an adapter implements are called only from within the methods of {@link
 * HttpMonitor}, on the thread that calls those, and may throw: what they throw is caught, logged
 * once and counted. A call may begin on one thread and end on another.
 */
public abstract class HttpCall {
  static final int NEW = 0;
  static final int ACTIVE = 1;
  static final int STREAMING = 2;
  static final int LOST = 3;
  static final int DONE = 4;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(HttpCall.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile int state;
  private int place;
  private int beginCost;
  private long startNanos;
  private @Nullable String beginMethod;
  private @Nullable String beginPath;
  private @Nullable Thread beginThread;

  /** Makes a call that has not begun. */
  protected HttpCall() {}

  /** Returns the method as it was received; read at the begin. */
  public abstract String method();

  /**
   * Returns the path that was asked for. It is shown in samples and in the list of calls in flight,
   * and matched against the patterns to ignore; it never becomes the name of an operation. Read at
   * the begin.
   */
  public abstract String path();

  /**
   * Returns the route that matched: context path and path template, as the framework spells it.
   * Null or empty when nothing matched, {@link RouteTemplate#STATIC} when a static file handler
   * took it. Read once, at the end.
   */
  public abstract @Nullable String route();

  /** Returns the status of the response, 0 when none was sent. Read at the end or at the head. */
  public abstract int status();

  /** Returns the content type of the response; null when unknown. Read when the head is sent. */
  public @Nullable String responseContentType() {
    return null;
  }

  /**
   * Returns a header of the request; null when it is absent or unknown. Read at the end of slow
   * calls.
   *
   * @param name in lower case
   */
  public @Nullable String header(String name) {
    return null;
  }

  /** Notes the begin; to be called before {@link #activate}. */
  final void began(long nanos, String method, @Nullable String path) {
    startNanos = nanos;
    beginMethod = method;
    beginPath = path;
    beginThread = Thread.currentThread();
  }

  /** Publishes the call as being in flight. */
  final void activate(int claimedPlace) {
    place = claimedPlace;
    STATE.setRelease(this, ACTIVE);
  }

  /** Ends the call, once: returns the state it was in, {@link #DONE} to all but the first. */
  final int finish() {
    int current;
    while ((current = state) != DONE && current != NEW) {
      if (moved(current, DONE)) {
        return current;
      }
    }
    return current;
  }

  final boolean moved(int from, int to) {
    return STATE.compareAndSet(this, from, to);
  }

  final int state() {
    return state;
  }

  /** Returns whether it is not recorded yet. */
  final boolean isOpen() {
    int current = state;
    return current == ACTIVE || current == LOST;
  }

  final int place() {
    return place;
  }

  final long startNanos() {
    return startNanos;
  }

  final void setBeginCost(int nanos) {
    beginCost = nanos;
  }

  /** Returns how long the begin took, when this call is one of those that are measured; else 0. */
  final int beginCost() {
    return beginCost;
  }

  final String beginMethod() {
    return beginMethod == null ? "" : beginMethod;
  }

  final String beginPath() {
    return beginPath == null ? "" : beginPath;
  }

  final String beginThreadName() {
    return beginThread == null ? "" : beginThread.getName();
  }
}
