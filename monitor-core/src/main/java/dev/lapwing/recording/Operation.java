// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.Outcome;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One thing that is measured, with a recorder for each (outcome, status) that it has shown. */
public final class Operation {
  private static final Recorder[] NONE = {};

  private final OperationKind kind;
  private final String name;
  private final @Nullable String method;
  private final @Nullable String route;
  private final Measuring measuring;
  private final @Nullable RecentCalls recentCalls;
  private final RecorderTable table;

  /** Replaced, never changed, under the table's lock. */
  private volatile Recorder[] recorders = NONE;

  Operation(
      OperationKind kind,
      @Nullable String method,
      @Nullable String route,
      String name,
      Measuring measuring,
      RecorderTable table) {
    this.kind = kind;
    this.method = method;
    this.route = route;
    this.name = name;
    this.measuring = measuring;
    this.recentCalls =
        measuring.recentCalls() == 0 ? null : new RecentCalls(measuring.recentCalls());
    this.table = table;
  }

  /**
   * Records one call.
   *
   * @param status the response's status, 100 to 999; 0 when there is none
   * @param nanos zero or more
   * @return whether it was slow
   */
  public boolean record(Outcome outcome, int status, long nanos) {
    return recorder(outcome, status).recordCall(nanos);
  }

  /** Counts one call that was not measured; to be used only where {@link #isSampled()}. */
  public void count(Outcome outcome) {
    recorder(outcome, 0).count();
  }

  /** Returns whether some calls are counted without being measured. */
  public boolean isSampled() {
    return measuring.isSampled();
  }

  /** Draws whether the next call is to be measured. */
  public boolean measuresNext() {
    return !isSampled() || ThreadLocalRandom.current().nextDouble() < measuring.sampleRatio();
  }

  /** Keeps a call among the latest, if any are kept. */
  public void keep(Outcome outcome, long startNanos, long nanos) {
    if (recentCalls != null) {
      recentCalls.add(startNanos, nanos, outcome == Outcome.SUCCESS);
    }
  }

  /** Returns the latest calls, oldest first; empty where none are kept. */
  public List<RecentCall> recentCalls() {
    return recentCalls == null ? List.of() : recentCalls.kept();
  }

  /** Forgets the latest calls. */
  public void clearRecentCalls() {
    if (recentCalls != null) {
      recentCalls.clear();
    }
  }

  Recorder recorder(Outcome outcome, int status) {
    Recorder found = find(outcome, status);
    return found != null ? found : table.recorderFor(this, outcome, status);
  }

  @Nullable Recorder find(Outcome outcome, int status) {
    for (Recorder recorder : recorders) {
      if (recorder.records(outcome, status)) {
        return recorder;
      }
    }
    return null;
  }

  /** Returns its recorders; the array is not to be changed. */
  Recorder[] recorders() {
    return recorders;
  }

  void setRecorders(Recorder[] replacement) {
    recorders = replacement;
  }

  /** Returns from how many nanoseconds on a call is slow. */
  long slowNanos() {
    return measuring.thresholds().slowNanos();
  }

  /** Returns whether a duration reaches the very slow threshold. */
  public boolean isVerySlow(long nanos) {
    return nanos >= measuring.thresholds().verySlowNanos();
  }

  /** Returns what sort of work it is. */
  public OperationKind kind() {
    return kind;
  }

  /** Returns its name, unique among its kind. */
  public String name() {
    return name;
  }

  /** Returns the HTTP method; null unless the kind is http. */
  public @Nullable String method() {
    return method;
  }

  /** Returns the normalised route; null unless the kind is http. */
  public @Nullable String route() {
    return route;
  }
}
