// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.micronaut;

import dev.lapwing.examples.orders.Inputs;
import dev.lapwing.examples.orders.OrderSummary;
import dev.lapwing.examples.orders.Payments.Payment;
import dev.lapwing.examples.orders.Reports.Revenue;
import dev.lapwing.examples.orders.Shop;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Customers, payments, reports, and the page to start from. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class ShopController {
  private static final String START_PAGE =
      """
      <!doctype html>
      <title>Orders</title>
      <h1>Orders</h1>
      <p>A Micronaut service, watched by Lapwing: <a href="/stats?pretty=true">/stats</a></p>
      """;

  private final Shop shop;

  ShopController(Shop shop) {
    this.shop = shop;
  }

  @Get(produces = MediaType.TEXT_HTML)
  String start() {
    return START_PAGE;
  }

  @Get("/customers/{id}/orders")
  List<OrderSummary> ofCustomer(long id) {
    return shop.orders().ofCustomer(id);
  }

  @Get("/reports/revenue{?days}")
  List<Revenue> revenue(@Nullable String days) {
    return shop.reports().revenue(Inputs.days(days, 30));
  }

  @Post("/payments")
  HttpResponse<Payment> pay(@Body PaymentRequest request) {
    return HttpResponse.created(shop.payments().pay(request.orderId()));
  }

  /** Which order to pay. */
  record PaymentRequest(long orderId) {}
}
