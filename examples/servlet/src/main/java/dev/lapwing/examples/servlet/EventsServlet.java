// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lapwing.examples.orders.OrderEvent;
import dev.lapwing.examples.orders.OrderEvents;
import dev.lapwing.examples.orders.OrdersJson;
import dev.lapwing.examples.orders.Shop;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** {@code /events}: what happens to orders, as server-sent events, until the client leaves. */
final class EventsServlet extends ApiServlet {

  private static final long serialVersionUID = 1L;
  private static final int MAX_WAITING = 100;
  private static final long LIFETIME_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final byte[] BEAT = ": still here\n\n".getBytes(UTF_8);

  private final transient Shop shop;
  private final transient Executor executor;

  EventsServlet(Shop shop, Executor executor) {
    this.shop = shop;
    this.executor = executor;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // A client that reads too slowly misses events; it does not slow the shop.
    BlockingQueue<OrderEvent> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    OrderEvents.Subscription subscription = shop.events().subscribe(waiting::offer);
    response.setContentType("text/event-stream");
    response.setCharacterEncoding(UTF_8.name());
    response.setHeader("Cache-Control", "no-store");
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    executor.execute(() -> stream(async, waiting, subscription));
  }

  private static void stream(
      AsyncContext async,
      BlockingQueue<OrderEvent> waiting,
      OrderEvents.Subscription subscription) {
    long end = System.nanoTime() + LIFETIME_NANOS;
    try (subscription) {
      ServletOutputStream out = async.getResponse().getOutputStream();
      out.write(BEAT);
      out.flush();
      while (System.nanoTime() < end) {
        OrderEvent event = waiting.poll(1, TimeUnit.SECONDS);
        // Only a write shows that the client has left, so there is one every second.
        out.write(event == null ? BEAT : bytes(event));
        out.flush();
      }
    } catch (IOException e) {
      // The client has left, which is how a stream ends.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      complete(async);
    }
  }

  private static byte[] bytes(OrderEvent event) {
    String data = new String(OrdersJson.write(event), UTF_8);
    return ("event: order\ndata: " + data + "\n\n").getBytes(UTF_8);
  }

  private static void complete(AsyncContext async) {
    try {
      async.complete();
    } catch (IllegalStateException e) {
      // The container has completed it already, for the connection was gone.
    }
  }
}
