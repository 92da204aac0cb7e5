// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.events;

import dev.lapwing.runtime.Faults;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * A listener with a bounded queue and a daemon thread of its own, so that one that hangs holds up
 * nobody else. Events that find the queue full are dropped and counted.
 *
 * @param <E> the type of event
 */
public final class EventQueue<E> implements AutoCloseable {
  private static final int CAPACITY = 1_024;
  private static final long PATIENCE_MILLIS = 1_000;

  private final BlockingQueue<Runnable> deliveries = new ArrayBlockingQueue<>(CAPACITY);
  private final LongAdder dropped = new LongAdder();
  private final Consumer<E> listener;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Starts the listener's thread.
   *
   * @param name what the listener is called in logs
   */
  public EventQueue(String name, Consumer<E> listener, Faults faults) {
    this.listener = listener;
    thread = new Thread(() -> deliver(name, faults), "lapwing-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void deliver(String name, Faults faults) {
    while (!closed || !deliveries.isEmpty()) {
      try {
        deliveries.take().run();
      } catch (InterruptedException e) {
        // A listener that interrupts its own thread is no reason to end.
      } catch (Throwable fault) {
        faults.swallow(name, fault);
      }
    }
  }

  /** Leaves an event for the listener; never waits. */
  public void offer(E event) {
    if (!deliveries.offer(() -> listener.accept(event))) {
      dropped.increment();
    }
  }

  /** Returns how many events were dropped. */
  public long dropped() {
    return dropped.sum();
  }

  /**
   * Ends the thread once it has delivered the events that wait. Waits a second for that; a listener
   * that takes longer is interrupted.
   */
  @Override
  public void close() {
    closed = true;
    // Wakes the thread if it waits; where there is no room for this, it does not wait.
    deliveries.offer(() -> {});
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
    thread.interrupt();
  }
}
