// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.war;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.servlet.LapwingServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The service in the .war file. */
public final class GreetingServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object attribute = getServletContext().getAttribute(LapwingServlet.MONITOR_ATTRIBUTE);
    String greeting =
        attribute instanceof PerformanceMonitor monitor
            ? monitor.trackOperation("greeting", () -> "hello")
            : "hello without a monitor";
    response.getWriter().print(greeting);
  }
}
