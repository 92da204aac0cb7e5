// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import static dev.lapwing.examples.orders.OrdersException.notFound;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** The orders of the shop: find, search, place, export. */
public final class Orders {

  private static final int EXPORT_PAGE = 2_000;
  // A left join keeps the orders first, so that a search for the newest stops as soon as it can.
  private static final String SUMMARY =
      "SELECT o.id, o.customer_id, c.name, c.country, o.status, o.created_at, o.total_cents, o.note"
          + " FROM orders o LEFT JOIN customer c ON c.id = o.customer_id";

  private static final Query FIND =
      Query.of("database.order.find", "orders", SUMMARY + " WHERE o.id = ?");
  private static final Query LINES =
      Query.of(
          "database.order.lines",
          "order_line",
          "SELECT l.product_id, p.name, l.quantity, l.unit_cents FROM order_line l"
              + " JOIN product p ON p.id = l.product_id WHERE l.order_id = ? ORDER BY l.line_no");
  private static final Query SEARCH =
      Query.of(
          "database.order.search",
          "orders",
          SUMMARY
              + " WHERE o.status LIKE ? AND (LOWER(c.name) LIKE ? ESCAPE '!'"
              + " OR LOWER(o.note) LIKE ? ESCAPE '!') ORDER BY o.id DESC LIMIT ?");
  private static final Query CUSTOMER =
      Query.of("database.customer.find", "customer", "SELECT id FROM customer WHERE id = ?");
  private static final Query OF_CUSTOMER =
      Query.of(
          "database.order.of-customer",
          "orders",
          SUMMARY + " WHERE o.customer_id = ? ORDER BY o.id DESC LIMIT 100");
  private static final Query PAGE =
      Query.of(
          "database.order.page",
          "orders",
          SUMMARY + " WHERE o.id > ? AND o.created_at >= ? ORDER BY o.id LIMIT ?");

  private final Database database;
  private final OrderEvents events;
  private final Clock clock;

  Orders(Database database, OrderEvents events, Clock clock) {
    this.database = database;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Finds an order with its lines.
   *
   * @throws OrdersException when there is none
   */
  public Order find(long id) {
    return database.with(
        session -> {
          OrderSummary summary = session.first(FIND, Orders::summary, id);
          if (summary == null) {
            throw notFound("order", id);
          }
          return new Order(summary, session.list(LINES, Orders::line, id));
        });
  }

  /** Lists the newest orders that match; rare text makes the database look through all of them. */
  public List<OrderSummary> search(OrderSearch search) {
    String status = search.status() == null ? "%" : search.status().name();
    String text = "%" + search.text().replaceAll("[!%_]", "!$0") + "%";
    return database.with(
        session -> session.list(SEARCH, Orders::summary, status, text, text, search.limit()));
  }

  /**
   * Lists the newest 100 orders of a customer.
   *
   * @throws OrdersException when there is no such customer
   */
  public List<OrderSummary> ofCustomer(long customerId) {
    return database.with(
        session -> {
          if (session.first(CUSTOMER, row -> row.getLong(1), customerId) == null) {
            throw notFound("customer", customerId);
          }
          return session.list(OF_CUSTOMER, Orders::summary, customerId);
        });
  }

  /**
   * Takes the pieces out of the stock and keeps the order, both or neither.
   *
   * @throws OutOfStockException when a product has too few pieces; nothing is kept then
   */
  public Order place(NewOrder wanted) {
    Instant now = clock.instant();
    // Always in the same order: two orders that want the same products cannot lock each other out.
    List<NewOrder.Line> lines =
        wanted.lines().stream().sorted(Comparator.comparing(NewOrder.Line::productId)).toList();
    long id =
        database.inTransaction(
            session ->
                new Placement(session).place(wanted.customerId(), wanted.note(), lines, now));
    Order order = find(id);
    events.publish(new OrderEvent(id, OrderStatus.NEW, order.summary().totalCents(), now));
    return order;
  }

  /**
   * Hands over the orders of the last days, the oldest first, without holding them all in memory.
   *
   * <p>It reads page by page and gives the connection back between two pages, so that a slow reader
   * of an export keeps nobody waiting for a connection.
   */
  public void export(int days, Consumer<OrderSummary> row) {
    OffsetDateTime from = Schema.timestamp(clock.instant().minus(Duration.ofDays(days)));
    long[] last = {0};
    List<OrderSummary> page;
    do {
      page =
          database.with(session -> session.list(PAGE, Orders::summary, last[0], from, EXPORT_PAGE));
      page.forEach(row);
      if (!page.isEmpty()) {
        last[0] = page.get(page.size() - 1).id();
      }
    } while (page.size() == EXPORT_PAGE);
  }

  private static OrderSummary summary(ResultSet row) throws SQLException {
    return new OrderSummary(
        row.getLong(1),
        row.getInt(2),
        row.getString(3),
        row.getString(4),
        OrderStatus.valueOf(row.getString(5)),
        row.getObject(6, OffsetDateTime.class).toInstant(),
        row.getLong(7),
        row.getString(8));
  }

  private static OrderLine line(ResultSet row) throws SQLException {
    return new OrderLine(row.getInt(1), row.getString(2), row.getInt(3), row.getLong(4));
  }
}
