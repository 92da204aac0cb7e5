// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import dev.lapwing.PerformanceMonitor;
import java.time.Clock;

/** An orders shop with its database, ready to be served by a framework. */
public final class Shop implements AutoCloseable {

  /**
   * How many orders a shop starts with, the newest with the highest number: 100,000, or what the
   * system property {@code shop.orders} says.
   */
  public static final int SEEDED_ORDERS = Integer.getInteger("shop.orders", 100_000);

  private final Database database;
  private final OrderEvents events = new OrderEvents();
  private final Orders orders;
  private final Payments payments;
  private final Reports reports;
  private final Pricing pricing;

  private Shop(Database database, PerformanceMonitor monitor, Clock clock) {
    this.database = database;
    orders = new Orders(database, events, clock);
    payments = new Payments(database, new CardGateway(monitor), events, clock);
    reports = new Reports(database, clock);
    pricing = new Pricing(database, orders, monitor);
  }

  /**
   * Opens a shop of its own in memory, which takes a few seconds.
   *
   * @param monitor is told of every statement
   */
  public static Shop open(PerformanceMonitor monitor) {
    return open(monitor, SEEDED_ORDERS, Clock.systemUTC());
  }

  static Shop open(PerformanceMonitor monitor, int seededOrders, Clock clock) {
    Database database = Database.open(monitor);
    try {
      database.prepare(session -> Schema.create(session, seededOrders, clock.instant()));
      return new Shop(database, monitor, clock);
    } catch (Throwable e) {
      database.close();
      throw e;
    }
  }

  public Orders orders() {
    return orders;
  }

  public Payments payments() {
    return payments;
  }

  public Reports reports() {
    return reports;
  }

  public Pricing pricing() {
    return pricing;
  }

  public OrderEvents events() {
    return events;
  }

  Database database() {
    return database;
  }

  /** Closes the connections and forgets all orders. */
  @Override
  public void close() {
    database.close();
  }
}
