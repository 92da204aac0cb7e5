// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.contract;

import dev.lapwing.testkit.ContractRoutes;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes what the contract's service answers. */
final class Replies {
  private Replies() {}

  static void text(ServletResponse response, String text) {
    try {
      response.setContentType("text/plain");
      response.getWriter().print(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends text at once, and the head if it was not sent yet. */
  static void sendNow(ServletResponse response, String contentType, String text) {
    try {
      response.setContentType(contentType);
      response.getWriter().print(text);
      response.flushBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void big(ServletResponse response) throws IOException {
    response.setContentLength(ContractRoutes.BIG_LENGTH);
    ServletOutputStream body = response.getOutputStream();
    byte[] block = new byte[ContractRoutes.BLOCK_LENGTH];
    for (int sent = 0; sent < ContractRoutes.BIG_LENGTH; sent += block.length) {
      body.write(block);
    }
  }

  /** Sends events until that fails: the container may have taken the response back by then. */
  static void eventsWithoutEnd(ServletResponse response) {
    try {
      while (!response.getWriter().checkError()) {
        response.getWriter().print("data: more\n\n");
      }
    } catch (IOException | RuntimeException taken) {
      // The client has left.
    }
  }
}
