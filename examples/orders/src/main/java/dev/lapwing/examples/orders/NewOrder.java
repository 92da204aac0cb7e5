// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import static dev.lapwing.examples.orders.OrdersException.invalid;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a customer asks for; checked when it is made, so that one which exists is well-formed. */
public record NewOrder(int customerId, List<Line> lines, String note) {

  private static final int MAX_LINES = 20;
  private static final int MAX_QUANTITY = 1_000;
  private static final int MAX_NOTE = 200;

  /** So many pieces of one product. */
  public record Line(int productId, int quantity) {

    public Line {
      if (quantity < 1 || quantity > MAX_QUANTITY) {
        throw invalid("quantity is " + quantity + ", allowed is 1 to " + MAX_QUANTITY);
      }
    }
  }

  public NewOrder(int customerId, @Nullable List<Line> lines, @Nullable String note) {
    if (lines == null || lines.isEmpty() || lines.size() > MAX_LINES) {
      throw invalid("an order has 1 to " + MAX_LINES + " lines");
    }
    if (lines.stream().map(Line::productId).distinct().count() < lines.size()) {
      throw invalid("a product may stand in one line only");
    }
    this.customerId = customerId;
    this.lines = List.copyOf(lines);
    this.note = note == null ? "" : note;
    if (this.note.length() > MAX_NOTE) {
      throw invalid("note has " + this.note.length() + " characters, at most " + MAX_NOTE);
    }
  }
}
