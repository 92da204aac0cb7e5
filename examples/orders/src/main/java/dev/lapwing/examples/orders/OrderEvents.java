// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import static dev.lapwing.examples.orders.OrdersException.unavailable;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The feed of what happens to orders, for at most 64 listeners at a time. */
public final class OrderEvents {

  private static final int MAX_LISTENERS = 64;

  /** A listener's place in the feed. */
  @FunctionalInterface
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  private final ConcurrentMap<Object, Consumer<OrderEvent>> listeners = new ConcurrentHashMap<>();
  private final AtomicInteger places = new AtomicInteger();

  OrderEvents() {}

  /**
   * Calls a listener for every event from now on, until the subscription is closed.
   *
   * @param listener must return at once, for it runs on the thread that placed the order
   * @throws OrdersException when all places are taken
   */
  public Subscription subscribe(Consumer<OrderEvent> listener) {
    if (places.incrementAndGet() > MAX_LISTENERS) {
      places.decrementAndGet();
      throw unavailable("all " + MAX_LISTENERS + " places of the feed are taken");
    }
    Object key = new Object();
    listeners.put(key, listener);
    return () -> {
      if (listeners.remove(key) != null) {
        places.decrementAndGet();
      }
    };
  }

  /** How many listen now. */
  public int listeners() {
    return listeners.size();
  }

  void publish(OrderEvent event) {
    listeners.values().forEach(listener -> listener.accept(event));
  }
}
