// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.mvc;

import dev.lapwing.benchmarks.servers.OrdersBackend;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The realistic service. */
@RestController
@RequestMapping(path = "/orders", produces = MediaType.APPLICATION_JSON_VALUE)
class OrdersController {
  private final OrdersBackend orders;

  OrdersController(OrdersBackend orders) {
    this.orders = orders;
  }

  @Bean
  static OrdersBackend backend() {
    return OrdersBackend.open();
  }

  @GetMapping("/{id}")
  byte[] find(@PathVariable String id) {
    return orders.find(id);
  }

  @GetMapping
  byte[] search(
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String limit) {
    return orders.search(status, q, limit);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  byte[] place(@RequestBody byte[] wanted) {
    return orders.place(wanted);
  }
}
