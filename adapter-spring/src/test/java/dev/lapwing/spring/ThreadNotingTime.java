// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.TimeSource;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The machine's time, which notes the threads that ask for it. */
final class ThreadNotingTime implements TimeSource {
  static final Queue<String> THREADS = new ConcurrentLinkedQueue<>();

  @Override
  public long nanoTime() {
    THREADS.add(Thread.currentThread().getName());
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    THREADS.add(Thread.currentThread().getName());
    return Instant.now();
  }
}
