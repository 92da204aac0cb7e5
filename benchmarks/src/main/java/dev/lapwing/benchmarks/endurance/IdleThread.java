// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.endurance;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How late a thread wakes that does nothing but sleep: by so much the machine holds up anybody. */
final class IdleThread implements AutoCloseable {
  private static final long SLEEP_NANOS = 100_000_000;

  private final Thread thread = new Thread(this::sleep, "idle");
  private volatile long latestNanos;
  private volatile boolean closed;

  static IdleThread start() {
    IdleThread idle = new IdleThread();
    idle.thread.setDaemon(true);
    idle.thread.start();
    return idle;
  }

  private void sleep() {
    while (!closed) {
      long before = System.nanoTime();
      LockSupport.parkNanos(SLEEP_NANOS);
      latestNanos = Math.max(latestNanos, System.nanoTime() - before - SLEEP_NANOS);
    }
  }

  /** Returns how late it woke when it was latest. */
  Duration latest() {
    return Duration.ofNanos(latestNanos);
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
