// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.servlet;

import dev.lapwing.examples.orders.Inputs;
import dev.lapwing.examples.orders.Shop;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** {@code /customers/{id}/orders}. */
final class CustomersServlet extends ApiServlet {

  private static final long serialVersionUID = 1L;

  private final transient Shop shop;

  CustomersServlet(Shop shop) {
    this.shop = shop;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    List<String> parts = parts(request);
    if (parts.size() != 2 || !parts.get(1).equals("orders")) {
      NotFoundServlet.answer(request, response);
      return;
    }
    route(request, "/customers/{id}/orders");
    Replies.json(
        response, HttpServletResponse.SC_OK, shop.orders().ofCustomer(Inputs.id(parts.get(0))));
  }
}
