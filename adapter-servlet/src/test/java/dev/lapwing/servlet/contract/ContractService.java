// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.contract;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What the contract's service does at a route. */
@FunctionalInterface
interface ContractService {
  void serve(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException;

  /** Returns a service that answers with a text. */
  static ContractService answering(String text) {
    return (request, response) -> Replies.text(response, text);
  }

  /**
   * Returns a service that lets no exception of another escape, and answers 500 if it still can.
   */
  static ContractService catchingAll(ContractService service) {
    return (request, response) -> {
      try {
        service.serve(request, response);
      } catch (Exception handled) {
        if (!response.isCommitted()) {
          response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
      }
    };
  }
}
