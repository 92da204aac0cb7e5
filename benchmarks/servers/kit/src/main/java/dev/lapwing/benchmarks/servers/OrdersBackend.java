// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.examples.orders.Inputs;
import dev.lapwing.examples.orders.OrderSearch;
import dev.lapwing.examples.orders.OrdersJson;
import dev.lapwing.examples.orders.Shop;
import org.jspecify.annotations.Nullable;

/**
 * The work of the realistic service, which blocks: JSON in, an H2 database, JSON out. Its shop
 * tells a disabled monitor, so that all variants do the same but for what measures the requests.
 */
public final class OrdersBackend implements AutoCloseable {

  private final PerformanceMonitor nobody;
  private final Shop shop;

  private OrdersBackend(PerformanceMonitor nobody, Shop shop) {
    this.nobody = nobody;
    this.shop = shop;
  }

  /** Opens a shop of its own; {@code -Dshop.orders=} says how many orders it starts with. */
  public static OrdersBackend open() {
    PerformanceMonitor nobody = PerformanceMonitor.builder().enabled(false).build();
    return new OrdersBackend(nobody, Shop.open(nobody));
  }

  /** Answers {@code GET /orders/{id}}, with 200 and {@code application/json}. */
  public byte[] find(String id) {
    return OrdersJson.write(shop.orders().find(Inputs.id(id)));
  }

  /**
   * Answers {@code GET /orders}, with 200 and {@code application/json}. The parameters are those of
   * the query; each may be missing.
   */
  public byte[] search(@Nullable String status, @Nullable String q, @Nullable String limit) {
    return OrdersJson.write(shop.orders().search(OrderSearch.parse(status, q, limit)));
  }

  /** Answers {@code POST /orders}, with 201 and {@code application/json}. */
  public byte[] place(byte[] body) {
    return OrdersJson.write(shop.orders().place(OrdersJson.readOrder(body)));
  }

  @Override
  public void close() {
    shop.close();
    nobody.close();
  }
}
