// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.spring;

import dev.lapwing.examples.orders.Inputs;
import dev.lapwing.examples.orders.NewOrder;
import dev.lapwing.examples.orders.Order;
import dev.lapwing.examples.orders.OrderCsv;
import dev.lapwing.examples.orders.OrderSearch;
import dev.lapwing.examples.orders.OrderSummary;
import dev.lapwing.examples.orders.Payments.Payment;
import dev.lapwing.examples.orders.Pricing.Quote;
import dev.lapwing.examples.orders.Reports.Revenue;
import dev.lapwing.examples.orders.Shop;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
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
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

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
  List<OrderSummary> search(
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String limit) {
    return shop.orders().search(OrderSearch.parse(status, q, limit));
  }

  @PostMapping("/orders")
  ResponseEntity<Order> place(@RequestBody NewOrder wanted) {
    Order order = shop.orders().place(wanted);
    return ResponseEntity.created(URI.create("/orders/" + order.summary().id())).body(order);
  }

  @GetMapping("/orders/{id}")
  Order find(@PathVariable long id) {
    return shop.orders().find(id);
  }

  @GetMapping("/orders/{id}/quote")
  CompletionStage<Quote> quote(@PathVariable long id) {
    return shop.pricing().quote(id, executor);
  }

  @GetMapping("/customers/{id}/orders")
  List<OrderSummary> ofCustomer(@PathVariable long id) {
    return shop.orders().ofCustomer(id);
  }

  @GetMapping("/reports/revenue")
  List<Revenue> revenue(@RequestParam(required = false) @Nullable String days) {
    return shop.reports().revenue(Inputs.days(days, 30));
  }

  @GetMapping("/export/orders.csv")
  ResponseEntity<StreamingResponseBody> export(
      @RequestParam(required = false) @Nullable String days) {
    int wanted = Inputs.days(days, 30);
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header("Content-Disposition", "attachment; filename=\"orders.csv\"")
        .body(body -> OrderCsv.write(shop.orders(), wanted, body));
  }

  record PaymentRequest(long orderId) {}

  @PostMapping("/payments")
  @ResponseStatus(HttpStatus.CREATED)
  Payment pay(@RequestBody PaymentRequest payment) {
    return shop.payments().pay(payment.orderId());
  }
}
