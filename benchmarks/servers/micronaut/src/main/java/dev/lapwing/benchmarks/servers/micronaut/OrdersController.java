// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.micronaut;

import dev.lapwing.benchmarks.servers.OrdersBackend;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** The realistic service; the database is asked on Micronaut's threads for what blocks. */
@Controller("/orders")
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(property = "bench.service", value = "realistic")
class OrdersController {
  private final OrdersBackend orders;

  OrdersController(OrdersBackend orders) {
    this.orders = orders;
  }

  @Get("/{id}")
  byte[] find(String id) {
    return orders.find(id);
  }

  @Get("{?status,q,limit}")
  byte[] search(@Nullable String status, @Nullable String q, @Nullable String limit) {
    return orders.search(status, q, limit);
  }

  @Post
  @Status(HttpStatus.CREATED)
  byte[] place(@Body byte[] wanted) {
    return orders.place(wanted);
  }
}
