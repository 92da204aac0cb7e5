// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

import dev.lapwing.stats.Outcome;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What one (operation, outcome, status) writes: a histogram and two counters of slow calls.
 *
 * <p>A slow call adds to its bucket, then to the slow counters, then reads the maximum once more.
 * The reader takes the maximum, then the slow counters, then the buckets. So a slow call that is
 * counted has its duration in the same reading or an earlier one, and one that is missed leaves the
 * histogram dirty for the next.
 */
public final class Recorder extends ConcurrentHistogram {
  /** Statuses below this stand for a whole class: 4 is {@code 4xx}. */
  static final int FIRST_STATUS = 100;

  private static final VarHandle SLOW;
  private static final VarHandle VERY_SLOW;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      SLOW = lookup.findVarHandle(Recorder.class, "slow", int.class);
      VERY_SLOW = lookup.findVarHandle(Recorder.class, "verySlow", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int id;
  private final Operation operation;
  private final Outcome outcome;
  private final int status;
  private final long slowNanos;
  private final @Nullable Recorder older;

  /** Calls that were not measured; null where all are. */
  private final @Nullable LongAdder unmeasured;

  private volatile int slow;
  private volatile int verySlow;

  Recorder(int id, Operation operation, Outcome outcome, int status, @Nullable Recorder older) {
    this.id = id;
    this.operation = operation;
    this.outcome = outcome;
    this.status = status;
    this.slowNanos = operation.slowNanos();
    this.older = older;
    this.unmeasured = operation.isSampled() ? new LongAdder() : null;
  }

  /**
   * Records a call.
   *
   * @param nanos zero or more
   * @return whether it was slow
   */
  public boolean recordCall(long nanos) {
    record(nanos);
    if (nanos < slowNanos) {
      return false;
    }
    SLOW.getAndAdd(this, 1);
    if (operation.isVerySlow(nanos)) {
      VERY_SLOW.getAndAdd(this, 1);
    }
    markDirty(nanos);
    return true;
  }

  /** Counts a call that was not measured; the mark says that there is something to fold. */
  void count() {
    if (unmeasured != null) {
      unmeasured.increment();
      markDirty(0);
    }
  }

  /**
   * Returns how many calls were counted without being measured, since the start; to be read as
   * {@link #slow()} is. A sum that misses one has read its cell before the call came, and the next
   * sum has it.
   */
  public long unmeasured() {
    return unmeasured == null ? 0 : unmeasured.sum();
  }

  /** Returns the number of this recorder among all, from 0, in the order of their making. */
  public int id() {
    return id;
  }

  /** Returns the operation that it belongs to. */
  public Operation operation() {
    return operation;
  }

  /** Returns the outcome of what it records. */
  public Outcome outcome() {
    return outcome;
  }

  /** Returns the recorder that was made before this one; null for the first. */
  public @Nullable Recorder older() {
    return older;
  }

  /** Returns whether it records responses that were the client's fault. */
  public boolean isClientError() {
    return status / FIRST_STATUS == 4 || status == 4;
  }

  /** Returns the name of its status in documents: {@code 404}, {@code 4xx}, {@code aborted}. */
  public String statusText() {
    if (outcome == Outcome.ABORTED) {
      return "aborted";
    }
    boolean wholeClass = status > 0 && status < FIRST_STATUS;
    return wholeClass ? status + "xx" : Integer.toString(status);
  }

  boolean hasOwnStatus() {
    return status >= FIRST_STATUS;
  }

  boolean records(Outcome someOutcome, int someStatus) {
    return status == someStatus && outcome == someOutcome;
  }

  /** Returns the modular count of slow calls, to be read between the maximum and the buckets. */
  public int slow() {
    return slow;
  }

  /** Returns the modular count of very slow calls, to be read as {@link #slow()} is. */
  public int verySlow() {
    return verySlow;
  }
}
