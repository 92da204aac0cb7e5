// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.servlet;

import dev.lapwing.examples.orders.OrdersException;
import dev.lapwing.examples.orders.OrdersJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes JSON responses. */
final class Replies {

  private record Problem(String title, int status, String detail) {}

  private Replies() {}

  static void json(HttpServletResponse response, int status, Object body) throws IOException {
    write(response, status, "application/json", body);
  }

  static void problem(HttpServletResponse response, int status, String title, String detail)
      throws IOException {
    write(response, status, "application/problem+json", new Problem(title, status, detail));
  }

  static void refused(HttpServletResponse response, OrdersException refusal) throws IOException {
    int status = refusal.reason().status();
    problem(response, status, "Refused", String.valueOf(refusal.getMessage()));
  }

  private static void write(HttpServletResponse response, int status, String type, Object body)
      throws IOException {
    byte[] bytes = OrdersJson.write(body);
    response.setStatus(status);
    response.setContentType(type);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
