// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.tomcat;

import dev.lapwing.benchmarks.servers.OrdersBackend;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /orders} and {@code POST /orders}. */
final class OrdersServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient OrdersBackend orders;

  OrdersServlet(OrdersBackend orders) {
    this.orders = orders;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] found =
        orders.search(
            request.getParameter("status"),
            request.getParameter("q"),
            request.getParameter("limit"));
    answer(response, HttpServletResponse.SC_OK, found);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body = request.getInputStream().readAllBytes();
    answer(response, HttpServletResponse.SC_CREATED, orders.place(body));
  }

  static void answer(HttpServletResponse response, int status, byte[] json) throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }
}
