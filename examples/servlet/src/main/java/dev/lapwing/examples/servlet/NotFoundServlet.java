// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Whatever no other servlet takes. */
final class NotFoundServlet extends ApiServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(request, response);
  }

  /** Answers that there is nothing; an empty route tells Lapwing that none matched. */
  static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    route(request, "");
    Replies.problem(
        response, HttpServletResponse.SC_NOT_FOUND, "Not found", "there is nothing at this path");
  }
}
