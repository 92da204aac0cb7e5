// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import java.io.IOException;

/** Orders as lines of CSV (RFC 4180). */
public final class OrderCsv {

  public static final String HEADER =
      "id,customer_id,customer,country,status,created_at,total_cents,note\r\n";

  private OrderCsv() {}

  /** Appends one order as a line. */
  public static void append(Appendable out, OrderSummary order) throws IOException {
    out.append(Long.toString(order.id())).append(',');
    out.append(Integer.toString(order.customerId())).append(',');
    out.append(quoted(order.customer())).append(',');
    out.append(order.country()).append(',');
    out.append(order.status().name()).append(',');
    out.append(order.createdAt().toString()).append(',');
    out.append(Long.toString(order.totalCents())).append(',');
    out.append(quoted(order.note())).append("\r\n");
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
