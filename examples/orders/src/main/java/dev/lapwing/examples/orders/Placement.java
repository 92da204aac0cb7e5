// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import static dev.lapwing.examples.orders.OrdersException.invalid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The statements that place one order, inside a transaction. */
final class Placement {

  private static final Query CUSTOMER =
      Query.of("database.customer.find", "customer", "SELECT id FROM customer WHERE id = ?");
  private static final Query TAKE =
      Query.of(
          "database.stock.take",
          "product",
          "UPDATE product SET stock = stock - ? WHERE id = ? AND stock >= ?");
  private static final Query PRODUCT =
      Query.of(
          "database.product.find",
          "product",
          "SELECT stock, price_cents FROM product WHERE id = ?");
  private static final Query INSERT =
      Query.of(
          "database.order.insert",
          "orders",
          "INSERT INTO orders (customer_id, status, created_at, total_cents, note)"
              + " VALUES (?, 'NEW', ?, ?, ?)");
  private static final Query INSERT_LINES =
      Query.of(
          "database.order.insert-lines", "order_line", "INSERT INTO order_line VALUES (?,?,?,?,?)");

  private record Product(int stock, long priceCents) {}

  private final Session session;

  Placement(Session session) {
    this.session = session;
  }

  long place(int customerId, String note, List<NewOrder.Line> lines, Instant now) {
    if (session.first(CUSTOMER, row -> row.getLong(1), customerId) == null) {
      throw invalid("there is no customer " + customerId);
    }
    long total = 0;
    List<Object[]> rows = new ArrayList<>();
    for (NewOrder.Line line : lines) {
      long price = take(line);
      total += price * line.quantity();
      rows.add(new Object[] {0L, rows.size() + 1, line.productId(), line.quantity(), price});
    }
    long id = session.insert(INSERT, customerId, Schema.timestamp(now), total, note);
    rows.forEach(row -> row[0] = id);
    session.batch(INSERT_LINES, rows);
    return id;
  }

  private long take(NewOrder.Line line) {
    int taken = session.update(TAKE, line.quantity(), line.productId(), line.quantity());
    Product product =
        session.first(PRODUCT, row -> new Product(row.getInt(1), row.getLong(2)), line.productId());
    if (product == null) {
      throw invalid("there is no product " + line.productId());
    }
    if (taken == 0) {
      throw new OutOfStockException(line.productId(), line.quantity(), product.stock());
    }
    return product.priceCents();
  }
}
