// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A time that stands still until a test moves it, for testing what depends on time without waiting.
 * Thread-safe.
 */
public final class ManualTimeSource implements TimeSource {
  private static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");

  private final Instant start;
  private final AtomicLong nanos = new AtomicLong();
  private final List<ManualBeat> beats = new ArrayList<>();

  /** Starts at midnight of 1 January 2026, UTC. */
  public ManualTimeSource() {
    this(DEFAULT_START);
  }

  /** Starts at a wall time. */
  public ManualTimeSource(Instant start) {
    this.start = start;
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public Instant now() {
    return start.plusNanos(nanos.get());
  }

  /**
   * Moves the time forward. Tasks that become due are run by the calling thread, each at its own
   * moment, before this returns.
   *
   * @throws IllegalArgumentException if the duration is negative
   */
  public synchronized void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("time moves forward only, but was told " + duration);
    }
    long end = nanos.get() + duration.toNanos();
    ManualBeat due;
    while ((due = firstDue(end)) != null) {
      nanos.set(due.next);
      due.next += due.periodNanos;
      due.task.run();
    }
    nanos.set(end);
  }

  private @Nullable ManualBeat firstDue(long end) {
    return beats.stream()
        .filter(beat -> beat.next <= end)
        .min(Comparator.comparingLong(beat -> beat.next))
        .orElse(null);
  }

  /** Sets the monotonic clock alone, also backwards, as a faulty clock would; nothing is run. */
  public void setNanoTime(long value) {
    nanos.set(value);
  }

  @Override
  public synchronized Beat every(Duration period, Runnable task) {
    ManualBeat beat = new ManualBeat(period.toNanos(), nanos.get() + period.toNanos(), task);
    beats.add(beat);
    return () -> remove(beat);
  }

  private synchronized void remove(ManualBeat beat) {
    beats.remove(beat);
  }

  private static final class ManualBeat {
    final long periodNanos;
    final Runnable task;
    long next;

    ManualBeat(long periodNanos, long next, Runnable task) {
      this.periodNanos = periodNanos;
      this.next = next;
      this.task = task;
    }
  }
}
