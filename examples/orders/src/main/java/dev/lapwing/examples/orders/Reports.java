// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Figures over many orders. */
public final class Reports {

  // Left joins keep the database from starting at the products: the cost grows with the days.
  private static final Query REVENUE =
      Query.of(
          "database.report.revenue",
          "orders",
          "SELECT c.country, p.category, COUNT(DISTINCT o.id), COUNT(DISTINCT o.customer_id),"
              + " SUM(l.quantity), SUM(l.quantity * l.unit_cents) AS cents"
              + " FROM orders o LEFT JOIN order_line l ON l.order_id = o.id"
              + " LEFT JOIN product p ON p.id = l.product_id LEFT JOIN customer c ON c.id = o.customer_id"
              + " WHERE o.created_at >= ? AND o.status <> 'CANCELLED'"
              + " GROUP BY c.country, p.category ORDER BY cents DESC");

  /** What one kind of product brought in one country. */
  public record Revenue(
      String country, String category, long orders, long customers, long pieces, long cents) {}

  private final Database database;
  private final Clock clock;

  Reports(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Adds up the revenue of the last days by country and category, the greatest first. */
  public List<Revenue> revenue(int days) {
    var from = Schema.timestamp(clock.instant().minus(Duration.ofDays(days)));
    return database.with(
        session ->
            session.list(
                REVENUE,
                row ->
                    new Revenue(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)),
                from));
  }
}
