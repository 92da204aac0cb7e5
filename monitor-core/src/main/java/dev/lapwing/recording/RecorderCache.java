// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

import dev.lapwing.stats.Outcome;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A shortcut from what is known of a call at its end to its recorder: one load of an entry instead
 * of the walk over route, method and status.
 *
 * <p>An entry never changes and is never replaced, so that two keys which want the same place do
 * not take it from each other time and again: who comes later goes without. Two threads that store
 * into one place store entries that are both right, and one of them stays.
 */
final class RecorderCache {
  private static final VarHandle ENTRIES = MethodHandles.arrayElementVarHandle(Entry[].class);

  private final @Nullable Entry[] entries;

  /**
   * @param keys how many keys are expected, up to 2<sup>24</sup>
   */
  RecorderCache(int keys) {
    entries = new Entry[Integer.highestOneBit(Math.max(keys, 16)) * 4];
  }

  /** Returns the recorder of a key if it was kept; else null. */
  @Nullable Recorder find(String method, String spelling, Outcome outcome, int status) {
    int place = place(spelling, status);
    Entry entry = entry(place);
    if (entry != null && entry.isOf(method, spelling, outcome, status)) {
      return entry.recorder;
    }
    entry = entry(place ^ 1);
    return entry != null && entry.isOf(method, spelling, outcome, status) ? entry.recorder : null;
  }

  /** Keeps the recorder of a key, if there is room for it. */
  void keep(String method, String spelling, Outcome outcome, int status, Recorder recorder) {
    int place = place(spelling, status);
    if (entry(place) != null) {
      place ^= 1;
    }
    if (entry(place) == null) {
      ENTRIES.setRelease(entries, place, new Entry(method, spelling, outcome, status, recorder));
    }
  }

  private @Nullable Entry entry(int place) {
    return (Entry) ENTRIES.getAcquire(entries, place);
  }

  private int place(String spelling, int status) {
    int hash = spelling.hashCode() + 31 * status;
    return (hash ^ hash >>> 16) & (entries.length - 1);
  }

  private record Entry(
      String method, String spelling, Outcome outcome, int status, Recorder recorder) {
    boolean isOf(String aMethod, String aSpelling, Outcome anOutcome, int aStatus) {
      return status == aStatus
          && outcome == anOutcome
          && spelling.equals(aSpelling)
          && method.equals(aMethod);
    }
  }
}
