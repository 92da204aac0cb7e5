// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx.contract;

import static dev.lapwing.testkit.ContractRoutes.BIG_LENGTH;
import static dev.lapwing.testkit.ContractRoutes.BLOCK_LENGTH;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Sends the contract's big body, a block when the last one has left. */
final class BigBody {
  private static final Buffer BLOCK = Buffer.buffer(new byte[BLOCK_LENGTH]);

  private BigBody() {}

  static void send(RoutingContext context) {
    context.response().putHeader("Content-Length", Integer.toString(BIG_LENGTH));
    sendFrom(context, 0);
  }

  private static void sendFrom(RoutingContext context, int sent) {
    HttpServerResponse response = context.response();
    if (sent + BLOCK_LENGTH == BIG_LENGTH) {
      response.end(BLOCK);
    } else {
      response
          .write(BLOCK)
          .onSuccess(written -> sendFrom(context, sent + BLOCK_LENGTH))
          .onFailure(context::fail);
    }
  }
}
