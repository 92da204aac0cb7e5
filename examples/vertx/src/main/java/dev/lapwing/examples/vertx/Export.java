// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.vertx;

import dev.lapwing.examples.orders.OrderCsv;
import dev.lapwing.examples.orders.Shop;
import io.vertx.core.Handler;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** {@code /export/orders.csv}: sent while the database is read, no faster than it is taken. */
record Export(Shop shop, WorkerExecutor database) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    int days = OrdersVerticle.days(context);
    context
        .response()
        .setChunked(true)
        .putHeader("Content-Type", "text/csv;charset=utf-8")
        .putHeader("Content-Disposition", "attachment; filename=\"orders.csv\"");
    database
        .<Void>executeBlocking(() -> send(days, context.response()), false)
        .onSuccess(sent -> context.end())
        .onFailure(context::fail);
  }

  private @Nullable Void send(int days, HttpServerResponse response) throws IOException {
    OrderCsv.write(shop.orders(), days, new Body(response));
    return null;
  }

  /** The body of a response as a stream for a worker thread. */
  private static final class Body extends OutputStream {
    private final HttpServerResponse response;

    Body(HttpServerResponse response) {
      this.response = response;
    }

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    /** Waits until the piece has left; fails if the client has. */
    @Override
    public void write(byte[] bytes, int offset, int length) {
      Buffer piece = Buffer.buffer().appendBytes(bytes, offset, length);
      response.write(piece).toCompletionStage().toCompletableFuture().join();
    }
  }
}
