// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.webflux;

import dev.lapwing.examples.orders.OrdersException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns what the shop refuses into problems with the right status. */
@RestControllerAdvice
class Refusals {

  @ExceptionHandler
  ProblemDetail refused(OrdersException refusal) {
    HttpStatus status = HttpStatus.valueOf(refusal.reason().status());
    return ProblemDetail.forStatusAndDetail(status, String.valueOf(refusal.getMessage()));
  }
}
