// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import static dev.lapwing.examples.orders.OrdersException.conflict;
import static dev.lapwing.examples.orders.OrdersException.notFound;

import java.time.Clock;
import java.time.Instant;

/** Takes the money for orders. */
public final class Payments {

  private static final Query ORDER =
      Query.of(
          "database.order.amount", "orders", "SELECT status, total_cents FROM orders WHERE id = ?");
  private static final Query PAID =
      Query.of(
          "database.order.paid",
          "orders",
          "UPDATE orders SET status = 'PAID' WHERE id = ? AND status = 'NEW'");
  private static final Query INSERT =
      Query.of(
          "database.payment.insert",
          "payment",
          "INSERT INTO payment (order_id, amount_cents, paid_at, authorisation) VALUES (?,?,?,?)");

  /** Money that was taken. */
  public record Payment(long id, long orderId, long cents, String authorisation) {}

  private record Amount(OrderStatus status, long cents) {}

  private final Database database;
  private final CardGateway gateway;
  private final OrderEvents events;
  private final Clock clock;

  Payments(Database database, CardGateway gateway, OrderEvents events, Clock clock) {
    this.database = database;
    this.gateway = gateway;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Charges the card for a new order and marks it paid.
   *
   * @throws OrdersException when there is no such order, it is not new, or the gateway is down
   * @throws IllegalStateException when the gateway answers what nobody expected, as it does now and
   *     then
   */
  public Payment pay(long orderId) {
    Amount amount = database.with(session -> amount(session, orderId));
    // Before the transaction: a slow gateway must not hold a connection and a lock.
    String authorisation = gateway.charge(orderId, amount.cents());
    Instant now = clock.instant();
    Payment payment =
        database.inTransaction(
            session -> {
              if (session.update(PAID, orderId) == 0) {
                throw conflict("order " + orderId + " was paid meanwhile");
              }
              long id =
                  session.insert(
                      INSERT, orderId, amount.cents(), Schema.timestamp(now), authorisation);
              return new Payment(id, orderId, amount.cents(), authorisation);
            });
    events.publish(new OrderEvent(orderId, OrderStatus.PAID, amount.cents(), now));
    return payment;
  }

  private static Amount amount(Session session, long orderId) {
    Amount amount =
        session.first(
            ORDER,
            row -> new Amount(OrderStatus.valueOf(row.getString(1)), row.getLong(2)),
            orderId);
    if (amount == null) {
      throw notFound("order", orderId);
    }
    if (amount.status() != OrderStatus.NEW) {
      throw conflict("order " + orderId + " is " + amount.status() + ", only a NEW one is paid");
    }
    return amount;
  }
}
