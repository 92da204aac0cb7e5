// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.webflux;

import dev.lapwing.examples.orders.Inputs;
import dev.lapwing.examples.orders.NewOrder;
import dev.lapwing.examples.orders.Order;
import dev.lapwing.examples.orders.OrderSearch;
import dev.lapwing.examples.orders.OrderSummary;
import dev.lapwing.examples.orders.Payments.Payment;
import dev.lapwing.examples.orders.Pricing.Quote;
import dev.lapwing.examples.orders.Reports.Revenue;
import dev.lapwing.examples.orders.Shop;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Orders, what they cost and what they bring in. */
@RestController
class OrdersController {
  private final Shop shop;
  private final AsyncTaskExecutor executor;

  OrdersController(Shop shop, AsyncTaskExecutor executor) {
    this.shop = shop;
    this.executor = executor;
  }

  @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
  String start() {
    return "<h1>Orders</h1><a href='/stats?pretty=true'>stats</a>";
  }

  @GetMapping("/orders")
  Mono<List<OrderSummary>> search(
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String limit) {
    return blocking(() -> shop.orders().search(OrderSearch.parse(status, q, limit)));
  }

  @PostMapping("/orders")
  Mono<ResponseEntity<Order>> place(@RequestBody NewOrder wanted) {
    return blocking(() -> shop.orders().place(wanted)).map(OrdersController::created);
  }

  private static ResponseEntity<Order> created(Order order) {
    return ResponseEntity.created(URI.create("/orders/" + order.summary().id())).body(order);
  }

  @GetMapping("/orders/{id}")
  Mono<Order> find(@PathVariable long id) {
    return blocking(() -> shop.orders().find(id));
  }

  @GetMapping("/orders/{id}/quote")
  Mono<Quote> quote(@PathVariable long id) {
    return Mono.fromCompletionStage(() -> shop.pricing().quote(id, executor));
  }

  @GetMapping("/customers/{id}/orders")
  Mono<List<OrderSummary>> ofCustomer(@PathVariable long id) {
    return blocking(() -> shop.orders().ofCustomer(id));
  }

  @GetMapping("/reports/revenue")
  Mono<List<Revenue>> revenue(@RequestParam(required = false) @Nullable String days) {
    return blocking(() -> shop.reports().revenue(Inputs.days(days, 30)));
  }

  record PaymentRequest(long orderId) {}

  @PostMapping("/payments")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<Payment> pay(@RequestBody PaymentRequest payment) {
    return blocking(() -> shop.payments().pay(payment.orderId()));
  }

  /** JDBC blocks, so it is asked on threads that may. */
  private static <T> Mono<T> blocking(Callable<T> work) {
    return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
  }
}
