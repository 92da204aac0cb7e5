// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

import java.util.concurrent.atomic.AtomicLong;

/** Open-ended responses after their head: how many are open, and how long the ended ones lived. */
public final class StreamMeter {
  private final AtomicLong open = new AtomicLong();
  private final ConcurrentHistogram lifetimes = new ConcurrentHistogram();

  /** Counts a stream whose head was sent. */
  public void opened() {
    open.incrementAndGet();
  }

  /** Takes back {@link #opened} for a call that ended before its head was recorded. */
  public void notOpened() {
    open.decrementAndGet();
  }

  /**
   * Counts a stream as ended.
   *
   * @param nanos its lifetime from the request's begin, zero or more
   */
  public void ended(long nanos) {
    open.decrementAndGet();
    lifetimes.record(nanos);
  }

  /** Returns how many streams are open. */
  public long open() {
    return open.get();
  }

  /** Returns the lifetimes of ended streams. */
  public ConcurrentHistogram lifetimes() {
    return lifetimes;
  }
}
