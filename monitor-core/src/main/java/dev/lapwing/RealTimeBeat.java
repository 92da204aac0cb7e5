// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A daemon thread that runs a task in real time; a run that comes late does not delay the next. */
final class RealTimeBeat implements TimeSource.Beat {
  private static final long PATIENCE_MILLIS = 1_000;

  private final long periodNanos;
  private final Runnable task;
  private final Thread thread;
  private volatile boolean closed;

  private RealTimeBeat(Duration period, Runnable task) {
    this.periodNanos = period.toNanos();
    this.task = task;
    this.thread = new Thread(this::run, "lapwing-tick");
  }

  static RealTimeBeat start(Duration period, Runnable task) {
    RealTimeBeat beat = new RealTimeBeat(period, task);
    beat.thread.setDaemon(true);
    beat.thread.start();
    return beat;
  }

  private void run() {
    long next = System.nanoTime() + periodNanos;
    while (!closed) {
      long wait = next - System.nanoTime();
      if (wait > 0) {
        // A thread that stays interrupted would not be parked, but spin.
        Thread.interrupted();
        LockSupport.parkNanos(this, wait);
        continue;
      }
      runTask();
      long behind = System.nanoTime() - next;
      next += Math.max(1, behind / periodNanos + 1) * periodNanos;
    }
  }

  private void runTask() {
    try {
      task.run();
    } catch (Throwable fault) {
      // The task reports its own failures; the beat only has to survive them.
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    if (Thread.currentThread() != thread) {
      awaitEnd();
    }
  }

  private void awaitEnd() {
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
