// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.webflux;

import dev.lapwing.examples.orders.Inputs;
import dev.lapwing.examples.orders.OrderCsv;
import dev.lapwing.examples.orders.OrderEvent;
import dev.lapwing.examples.orders.Shop;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** What is sent bit by bit: the export, and what happens to orders. */
@RestController
class FeedController {
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final Shop shop;
  private final AsyncTaskExecutor executor;

  FeedController(Shop shop, AsyncTaskExecutor executor) {
    this.shop = shop;
    this.executor = executor;
  }

  /** Read on a thread of the executor, no faster than the client takes it. */
  @GetMapping("/export/orders.csv")
  ResponseEntity<Publisher<DataBuffer>> export(
      @RequestParam(required = false) @Nullable String days) {
    int wanted = Inputs.days(days, 30);
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header("Content-Disposition", "attachment; filename=\"orders.csv\"")
        .body(
            DataBufferUtils.outputStreamPublisher(
                body -> write(wanted, body), DefaultDataBufferFactory.sharedInstance, executor));
  }

  private void write(int days, OutputStream body) {
    try {
      OrderCsv.write(shop.orders(), days, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client that reads too slowly misses events; it does not slow the shop. */
  @GetMapping("/events")
  Flux<ServerSentEvent<OrderEvent>> events() {
    Flux<OrderEvent> orders =
        Flux.create(sink -> sink.onDispose(shop.events().subscribe(sink::next)::close));
    // The first beat sends the head.
    Flux<ServerSentEvent<OrderEvent>> beats =
        Flux.interval(Duration.ZERO, BEAT)
            .map(beat -> ServerSentEvent.<OrderEvent>builder().comment("still here").build());
    return Flux.merge(
        orders.onBackpressureDrop().map(event -> ServerSentEvent.builder(event).build()),
        beats.onBackpressureDrop());
  }
}
