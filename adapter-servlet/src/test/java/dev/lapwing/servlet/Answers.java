// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Answers through an async context, as a service does that has kept nothing else. */
final class Answers {
  private Answers() {}

  static void send(AsyncContext async, int status, String text) {
    HttpServletResponse response = (HttpServletResponse) async.getResponse();
    response.setStatus(status);
    try {
      response.getWriter().print(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
