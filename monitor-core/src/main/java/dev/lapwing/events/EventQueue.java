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

  private final BlockingQueue<E> events = new ArrayBlockingQueue<>(CAPACITY);
  private final LongAdder dropped = new LongAdder();
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Starts the listener's thread.
   *
   * @param name what the listener is called in logs
   */
  public EventQueue(String name, Consumer<E> listener, Faults faults) {
    thread = new Thread(() -> deliver(name, listener, faults), "lapwing-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void deliver(String name, Consumer<E> listener, Faults faults) {
    while (!closed) {
      try {
        listener.accept(events.take());
      } catch (Throwable fault) {
        if (closed) {
          return;
        }
        faults.swallow(name, fault);
      }
    }
  }

  /** Leaves an event for the listener; never waits. */
  public void offer(E event) {
    if (!events.offer(event)) {
      dropped.increment();
    }
  }

  /** Returns how many events were dropped. */
  public long dropped() {
    return dropped.sum();
  }

  /** Interrupts the thread; events that wait are not delivered. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
