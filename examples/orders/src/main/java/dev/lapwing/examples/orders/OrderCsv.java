// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Orders as lines of CSV (RFC 4180). */
public final class OrderCsv {

  private static final String HEADER =
      "id,customer_id,customer,country,status,created_at,total_cents,note\r\n";

  private OrderCsv() {}

  /**
   * Writes the orders of the last days while the database is read, as fast as the stream takes
   * them.
   *
   * @param out is flushed at the end, not closed
   */
  public static void write(Orders orders, int days, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
    writer.write(HEADER);
    try {
      orders.export(days, order -> line(writer, order));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    writer.flush();
  }

  private static void line(Writer out, OrderSummary order) {
    try {
      append(out, order);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends one order as a line. */
  static void append(Appendable out, OrderSummary order) throws IOException {
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
