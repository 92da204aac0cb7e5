// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.micronaut;

import dev.lapwing.examples.orders.OrdersException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.hateoas.JsonError;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Turns what the shop refuses into the right status. */
@Singleton
class OrdersExceptionHandler implements ExceptionHandler<OrdersException, HttpResponse<JsonError>> {

  @Override
  @SuppressWarnings("rawtypes") // as Micronaut has it
  public HttpResponse<JsonError> handle(HttpRequest request, OrdersException refused) {
    return HttpResponse.<JsonError>status(HttpStatus.valueOf(refused.reason().status()))
        .body(new JsonError(String.valueOf(refused.getMessage())));
  }
}
