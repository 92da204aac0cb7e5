// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a test's servlet does with a request, whatever its method. */
@FunctionalInterface
interface Service {
  void serve(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException;

  /** Returns a service that answers with a text. */
  static Service answering(String text) {
    return (request, response) -> response.getWriter().print(text);
  }

  default HttpServlet servlet() {
    return new ServiceServlet(this);
  }

  /** Serves with a service. */
  final class ServiceServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient Service service;

    ServiceServlet(Service service) {
      this.service = service;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      service.serve(request, response);
    }
  }
}
