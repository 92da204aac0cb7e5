// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** {@code /}: where to go from here. */
final class StartPage extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** Paths worth opening, the stats first. */
  static final List<String> PATHS =
      List.of(
          "/stats?pretty=true",
          "/orders",
          "/orders?status=NEW&q=gift&limit=10",
          "/orders/100000",
          "/orders/100000/quote",
          "/customers/7/orders",
          "/reports/revenue?days=7",
          "/reports/revenue?days=365",
          "/export/orders.csv?days=7",
          "/events");

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/html");
    response.setCharacterEncoding(UTF_8.name());
    response.getOutputStream().write(html().getBytes(UTF_8));
  }

  private static String html() {
    String links =
        PATHS.stream()
            .map(path -> path.replace("&", "&amp;"))
            .map(path -> "<li><a href=\"" + path + "\">" + path + "</a></li>\n")
            .collect(Collectors.joining());
    return """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>Orders</title>
        <h1>Orders</h1>
        <p>A service of plain servlets, watched by Lapwing.</p>
        <ul>
        %s</ul>
        </html>
        """
        .formatted(links);
  }
}
