// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

import dev.lapwing.stats.Outcome;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes the recorders and holds their number down.
 *
 * <p>An operation has at most 16 recorders of their own status, and all operations together at most
 * 4,000; further statuses share the recorder of their class, of which an operation has at most one
 * for each outcome and leading digit. The lock is taken when an (outcome, status) is first seen,
 * for the time of an allocation, never again after.
 */
public final class RecorderTable {
  /** The most recorders of one operation that have a status of their own. */
  public static final int PER_OPERATION = 16;

  /** The most recorders of all operations that have a status of their own. */
  public static final int IN_ALL = 4_000;

  private final Object lock = new Object();
  private int made;
  private int madeWithOwnStatus;
  private volatile @Nullable Recorder newest;

  /** Returns the recorder that was made last, from which the others follow; null for none. */
  public @Nullable Recorder newest() {
    return newest;
  }

  Recorder recorderFor(Operation operation, Outcome outcome, int status) {
    int known = outcome == Outcome.ABORTED || !isStatus(status) ? 0 : status;
    // An operation that shares a class already has no room; asking first spares the lock. It is
    // asked before the status is looked for, which had one of its own then or never will.
    Recorder shared = operation.find(outcome, known / Recorder.FIRST_STATUS);
    Recorder found = operation.find(outcome, known);
    if (found != null) {
      return found;
    }
    if (shared != null && known != 0) {
      return shared;
    }
    synchronized (lock) {
      return findOrMake(operation, outcome, known);
    }
  }

  private static boolean isStatus(int status) {
    return status >= Recorder.FIRST_STATUS && status < 10 * Recorder.FIRST_STATUS;
  }

  private Recorder findOrMake(Operation operation, Outcome outcome, int status) {
    Recorder found = operation.find(outcome, status);
    if (found != null) {
      return found;
    }
    if (status == 0) {
      return make(operation, outcome, 0);
    }
    if (countOwnStatus(operation) < PER_OPERATION && madeWithOwnStatus < IN_ALL) {
      madeWithOwnStatus++;
      return make(operation, outcome, status);
    }
    int statusClass = status / Recorder.FIRST_STATUS;
    Recorder shared = operation.find(outcome, statusClass);
    return shared != null ? shared : make(operation, outcome, statusClass);
  }

  private static int countOwnStatus(Operation operation) {
    int own = 0;
    for (Recorder each : operation.recorders()) {
      own += each.hasOwnStatus() ? 1 : 0;
    }
    return own;
  }

  private Recorder make(Operation operation, Outcome outcome, int status) {
    Recorder recorder = new Recorder(made++, operation, outcome, status, newest);
    Recorder[] present = operation.recorders();
    Recorder[] extended = Arrays.copyOf(present, present.length + 1);
    extended[present.length] = recorder;
    newest = recorder;
    operation.setRecorders(extended);
    return recorder;
  }
}
