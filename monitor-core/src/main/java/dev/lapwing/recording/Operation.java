// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.Outcome;
import org.jspecify.annotations.Nullable;

/** One thing that is measured, with a recorder for each (outcome, status) that it has shown. */
public final class Operation {
  private static final Recorder[] NONE = {};

  private final OperationKind kind;
  private final String name;
  private final @Nullable String method;
  private final @Nullable String route;
  private final Thresholds thresholds;
  private final RecorderTable table;

  /** Replaced, never changed, under the table's lock. */
  private volatile Recorder[] recorders = NONE;

  Operation(
      OperationKind kind,
      @Nullable String method,
      @Nullable String route,
      String name,
      Thresholds thresholds,
      RecorderTable table) {
    this.kind = kind;
    this.method = method;
    this.route = route;
    this.name = name;
    this.thresholds = thresholds;
    this.table = table;
  }

  /**
   * Records one call.
   *
   * @param status the response's status, 100 to 999; 0 when there is none
   * @param nanos zero or more
   */
  public void record(Outcome outcome, int status, long nanos) {
    Recorder recorder = recorder(outcome, status);
    if (isSlow(nanos)) {
      recorder.recordSlow(nanos, isVerySlow(nanos));
    } else {
      recorder.record(nanos);
    }
  }

  private Recorder recorder(Outcome outcome, int status) {
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

  /** Returns whether a duration reaches the slow threshold. */
  public boolean isSlow(long nanos) {
    return nanos >= thresholds.slowNanos();
  }

  /** Returns whether a duration reaches the very slow threshold. */
  public boolean isVerySlow(long nanos) {
    return nanos >= thresholds.verySlowNanos();
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
