// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.servlet;

import dev.lapwing.examples.orders.OrdersJson;
import dev.lapwing.examples.orders.Shop;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /payments}: fails sometimes, in the ways that payments do. */
final class PaymentsServlet extends ApiServlet {

  private static final long serialVersionUID = 1L;

  private final transient Shop shop;

  PaymentsServlet(Shop shop) {
    this.shop = shop;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long orderId = OrdersJson.readPayment(body(request));
    Replies.json(response, HttpServletResponse.SC_CREATED, shop.payments().pay(orderId));
  }
}
