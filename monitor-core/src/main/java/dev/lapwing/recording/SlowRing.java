// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes slow calls from the threads that end them, for one reader to collect.
 *
 * <p>Lock-free and bounded. A call goes to the next place in turn; where the reader has not
 * collected the one before it, the slower of the two stays and the other is dropped and counted. So
 * the slowest call since the last collection is never dropped, however many there were.
 */
public final class SlowRing {
  private static final int SIZE = 1_024;

  private final AtomicReferenceArray<@Nullable SlowCall> places = new AtomicReferenceArray<>(SIZE);
  private final AtomicInteger next = new AtomicInteger();
  private final LongAdder dropped = new LongAdder();

  /** Offers a call; never waits. */
  public void offer(SlowCall call) {
    int place = next.getAndIncrement() & (SIZE - 1);
    while (true) {
      SlowCall present = places.get(place);
      if (present != null && present.nanos() >= call.nanos()) {
        dropped.increment();
        return;
      }
      if (places.compareAndSet(place, present, call)) {
        if (present != null) {
          dropped.increment();
        }
        return;
      }
    }
  }

  /** Removes all calls and hands them on. */
  public void drainTo(Consumer<SlowCall> target) {
    for (int place = 0; place < SIZE; place++) {
      SlowCall call = places.get(place) == null ? null : places.getAndSet(place, null);
      if (call != null) {
        target.accept(call);
      }
    }
  }

  /** Returns how many calls were dropped since the start. */
  public long dropped() {
    return dropped.sum();
  }
}
