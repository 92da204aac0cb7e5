// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import dev.lapwing.PerformanceMonitor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** What the products of an order would cost today, looked up side by side. */
public final class Pricing {

  private static final Query PRICE =
      Query.of(
          "database.product.price",
          "product",
          "SELECT p.id, p.name, p.price_cents, p.stock, SUM(l.quantity) FROM product p"
              + " LEFT JOIN order_line l ON l.product_id = p.id WHERE p.id = ? GROUP BY p.id");

  /** Today's price of one line; ten per cent less when much of it was sold. */
  public record QuotedLine(int productId, String product, long cents, boolean inStock) {}

  /** Today's price of an order. */
  public record Quote(long orderId, long cents, List<QuotedLine> lines) {}

  private final Database database;
  private final Orders orders;
  private final PerformanceMonitor monitor;

  Pricing(Database database, Orders orders, PerformanceMonitor monitor) {
    this.database = database;
    this.orders = orders;
    this.monitor = monitor;
  }

  /** Starts to price an order again; the stage fails as {@link Orders#find} does. */
  public CompletionStage<Quote> quote(long orderId, Executor executor) {
    return monitor.trackOperationAsync(
        "pricing.quote",
        () ->
            CompletableFuture.supplyAsync(() -> orders.find(orderId), executor)
                .thenCompose(order -> quote(order, executor)));
  }

  private CompletionStage<Quote> quote(Order order, Executor executor) {
    List<CompletableFuture<QuotedLine>> lines =
        order.lines().stream()
            .map(line -> CompletableFuture.supplyAsync(() -> price(line), executor))
            .toList();
    return CompletableFuture.allOf(lines.toArray(CompletableFuture[]::new))
        .thenApply(
            all -> {
              List<QuotedLine> quoted = lines.stream().map(CompletableFuture::join).toList();
              long cents = quoted.stream().mapToLong(QuotedLine::cents).sum();
              return new Quote(order.summary().id(), cents, quoted);
            });
  }

  private QuotedLine price(OrderLine line) {
    return database.with(
        session ->
            session
                .list(
                    PRICE,
                    row -> {
                      long cents = row.getLong(3) * line.quantity();
                      boolean popular = row.getLong(5) > 1_000;
                      return new QuotedLine(
                          row.getInt(1),
                          row.getString(2),
                          popular ? cents * 9 / 10 : cents,
                          row.getInt(4) >= line.quantity());
                    },
                    line.productId())
                .get(0));
  }
}
