// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import java.util.List;

/** An order with its lines. */
public record Order(OrderSummary summary, List<OrderLine> lines) {

  public Order {
    lines = List.copyOf(lines);
  }
}
