// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The latest calls of an operation. Lock-free.
 *
 * <p>Every call takes a turn, and with it a place. A writer that was held up finds a later turn in
 * its place and gives way, so a place only ever goes forward. A call is one immutable object, so no
 * reader sees half of one.
 */
final class RecentCalls {
  private final AtomicReferenceArray<@Nullable RecentCall> places;
  private final AtomicLong turns = new AtomicLong();

  /**
   * @param size positive
   */
  RecentCalls(int size) {
    places = new AtomicReferenceArray<>(size);
  }

  void add(long startNanos, long nanos, boolean success) {
    RecentCall call = new RecentCall(turns.getAndIncrement(), startNanos, nanos, success);
    int place = (int) (call.turn() % places.length());
    RecentCall present;
    do {
      present = places.get(place);
      if (present != null && present.turn() > call.turn()) {
        return;
      }
    } while (!places.compareAndSet(place, present, call));
  }

  /** Returns the calls that are kept, in turn. */
  List<RecentCall> kept() {
    List<RecentCall> calls = new ArrayList<>();
    for (int place = 0; place < places.length(); place++) {
      RecentCall call = places.get(place);
      if (call != null) {
        calls.add(call);
      }
    }
    calls.sort(Comparator.comparingLong(RecentCall::turn));
    return calls;
  }

  void clear() {
    for (int place = 0; place < places.length(); place++) {
      places.set(place, null);
    }
  }
}
