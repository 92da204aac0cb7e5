// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.tomcat;

import dev.lapwing.benchmarks.servers.OrdersBackend;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /orders/{id}}. */
final class OrderServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient OrdersBackend orders;

  OrderServlet(OrdersBackend orders) {
    this.orders = orders;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String id = request.getPathInfo().substring(1);
    OrdersServlet.answer(response, HttpServletResponse.SC_OK, orders.find(id));
  }
}
