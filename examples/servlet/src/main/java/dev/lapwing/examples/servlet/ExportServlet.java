// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lapwing.examples.orders.Inputs;
import dev.lapwing.examples.orders.OrderCsv;
import dev.lapwing.examples.orders.Shop;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /export/orders.csv}: written while the database is read. */
final class ExportServlet extends ApiServlet {

  private static final long serialVersionUID = 1L;

  private final transient Shop shop;

  ExportServlet(Shop shop) {
    this.shop = shop;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int days = Inputs.days(request.getParameter("days"), 30);
    response.setContentType("text/csv");
    response.setCharacterEncoding(UTF_8.name());
    response.setHeader("Content-Disposition", "attachment; filename=\"orders.csv\"");
    // Not the response's writer, which would go on to the end when the client has left.
    OrderCsv.write(shop.orders(), days, response.getOutputStream());
  }
}
