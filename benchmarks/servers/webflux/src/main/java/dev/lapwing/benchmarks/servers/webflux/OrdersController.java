// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.webflux;

import dev.lapwing.benchmarks.servers.OrdersBackend;
import java.util.concurrent.Callable;
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
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The realistic service; the database is asked on Reactor's threads for what blocks. */
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
  Mono<byte[]> find(@PathVariable String id) {
    return blocking(() -> orders.find(id));
  }

  @GetMapping
  Mono<byte[]> search(
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String limit) {
    return blocking(() -> orders.search(status, q, limit));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Mono<byte[]> place(@RequestBody byte[] wanted) {
    return blocking(() -> orders.place(wanted));
  }

  private static Mono<byte[]> blocking(Callable<byte[]> work) {
    return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
  }
}
