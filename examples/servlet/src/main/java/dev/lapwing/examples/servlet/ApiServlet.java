// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.servlet;

import dev.lapwing.examples.orders.OrdersException;
import dev.lapwing.servlet.LapwingFilter;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** A servlet that turns what the shop refuses into the right status. */
abstract class ApiServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final int MAX_BODY = 64 * 1024;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      super.service(request, response);
    } catch (OrdersException e) {
      Replies.refused(response, e);
    }
  }

  /** The parts of the path below the servlet's own. */
  static List<String> parts(HttpServletRequest request) {
    String path = request.getPathInfo();
    return path == null || path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
  }

  /**
   * Tells Lapwing which route this is. Only a servlet that takes paths apart by itself needs that;
   * of the others the container knows the route.
   */
  static void route(HttpServletRequest request, String template) {
    request.setAttribute(LapwingFilter.ROUTE_ATTRIBUTE, template);
  }

  static byte[] body(HttpServletRequest request) throws IOException {
    ServletInputStream in = request.getInputStream();
    return in.readNBytes(MAX_BODY);
  }
}
