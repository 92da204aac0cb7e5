// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.servlet;

import dev.lapwing.examples.orders.Inputs;
import dev.lapwing.examples.orders.Order;
import dev.lapwing.examples.orders.OrderSearch;
import dev.lapwing.examples.orders.OrdersException;
import dev.lapwing.examples.orders.OrdersJson;
import dev.lapwing.examples.orders.Pricing.Quote;
import dev.lapwing.examples.orders.Shop;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code /orders}: search and place; {@code /orders/{id}} and its quote. */
final class OrdersServlet extends ApiServlet {

  private static final long serialVersionUID = 1L;
  private static final long QUOTE_SECONDS = 10;

  private final transient Shop shop;
  private final transient Executor executor;

  OrdersServlet(Shop shop, Executor executor) {
    this.shop = shop;
    this.executor = executor;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    List<String> parts = parts(request);
    if (parts.isEmpty()) {
      route(request, "/orders");
      search(request, response);
    } else if (parts.size() == 1) {
      route(request, "/orders/{id}");
      Replies.json(response, HttpServletResponse.SC_OK, find(parts.get(0)));
    } else if (parts.size() == 2 && parts.get(1).equals("quote")) {
      route(request, "/orders/{id}/quote");
      quote(request, Inputs.id(parts.get(0)));
    } else {
      NotFoundServlet.answer(request, response);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!parts(request).isEmpty()) {
      NotFoundServlet.answer(request, response);
      return;
    }
    route(request, "/orders");
    Order order = shop.orders().place(OrdersJson.readOrder(body(request)));
    response.setHeader("Location", "/orders/" + order.summary().id());
    Replies.json(response, HttpServletResponse.SC_CREATED, order);
  }

  private void search(HttpServletRequest request, HttpServletResponse response) throws IOException {
    OrderSearch search =
        OrderSearch.parse(
            request.getParameter("status"),
            request.getParameter("q"),
            request.getParameter("limit"));
    Replies.json(response, HttpServletResponse.SC_OK, shop.orders().search(search));
  }

  private Order find(String id) {
    return shop.orders().find(Inputs.id(id));
  }

  private void quote(HttpServletRequest request, long id) {
    AsyncContext async = request.startAsync();
    // The quote has the time limit, so that only one thread ever answers.
    async.setTimeout(0);
    CompletionStage<Quote> quote =
        shop.pricing()
            .quote(id, executor)
            .toCompletableFuture()
            .orTimeout(QUOTE_SECONDS, TimeUnit.SECONDS);
    quote.whenComplete((quoted, failure) -> answer(async, quoted, failure));
  }

  private void answer(AsyncContext async, @Nullable Quote quote, @Nullable Throwable failure) {
    HttpServletResponse response = (HttpServletResponse) async.getResponse();
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    try {
      if (quote != null) {
        Replies.json(response, HttpServletResponse.SC_OK, quote);
      } else if (cause instanceof OrdersException refusal) {
        Replies.refused(response, refusal);
      } else {
        getServletContext().log("no quote", cause);
        response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
      }
    } catch (IOException e) {
      getServletContext().log("the client left before its quote: " + e.getMessage());
    } finally {
      async.complete();
    }
  }
}
