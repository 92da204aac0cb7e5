// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.javalin.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lapwing.testkit.ContractRoutes;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes what the contract's service answers bit by bit. */
final class Replies {
  private Replies() {}

  /** Sends text at once, and the head if it was not sent yet. */
  static void sendNow(Context ctx, String contentType, String text) {
    try {
      ctx.contentType(contentType);
      ctx.outputStream().write(text.getBytes(UTF_8));
      ctx.res().flushBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void big(Context ctx) throws IOException {
    ctx.res().setContentLength(ContractRoutes.BIG_LENGTH);
    OutputStream body = ctx.outputStream();
    byte[] block = new byte[ContractRoutes.BLOCK_LENGTH];
    for (int sent = 0; sent < ContractRoutes.BIG_LENGTH; sent += block.length) {
      body.write(block);
    }
  }

  /** Sends events until that fails. */
  static void eventsWithoutEnd(Context ctx) {
    try {
      while (true) {
        sendNow(ctx, "text/event-stream", "data: more\n\n");
      }
    } catch (UncheckedIOException left) {
      // The client has left.
    }
  }
}
