// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.micronaut;

import dev.lapwing.examples.orders.NewOrder;
import dev.lapwing.examples.orders.Order;
import dev.lapwing.examples.orders.OrderSearch;
import dev.lapwing.examples.orders.OrderSummary;
import dev.lapwing.examples.orders.Pricing.Quote;
import dev.lapwing.examples.orders.Shop;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Named;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Search and place; one order and what it would cost today. */
@Controller("/orders")
@ExecuteOn(TaskExecutors.BLOCKING)
class OrdersController {
  private final Shop shop;
  private final ExecutorService executor;

  OrdersController(Shop shop, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
    this.shop = shop;
    this.executor = executor;
  }

  @Get("{?status,q,limit}")
  List<OrderSummary> search(@Nullable String status, @Nullable String q, @Nullable String limit) {
    return shop.orders().search(OrderSearch.parse(status, q, limit));
  }

  @Post
  HttpResponse<Order> place(@Body NewOrder wanted) {
    Order order = shop.orders().place(wanted);
    return HttpResponse.created(order, URI.create("/orders/" + order.summary().id()));
  }

  @Get("/{id}")
  Order find(long id) {
    return shop.orders().find(id);
  }

  @Get("/{id}/quote")
  CompletionStage<Quote> quote(long id) {
    return shop.pricing().quote(id, executor);
  }
}
