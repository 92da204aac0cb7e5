// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.servlet;

import dev.lapwing.examples.orders.Inputs;
import dev.lapwing.examples.orders.Shop;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /reports/revenue}: slow over many days. */
final class RevenueServlet extends ApiServlet {

  private static final long serialVersionUID = 1L;

  private final transient Shop shop;

  RevenueServlet(Shop shop) {
    this.shop = shop;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int days = Inputs.days(request.getParameter("days"), 30);
    Replies.json(response, HttpServletResponse.SC_OK, shop.reports().revenue(days));
  }
}
