// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.spring;

import dev.lapwing.examples.orders.OrderEvent;
import dev.lapwing.examples.orders.OrderEvents;
import dev.lapwing.examples.orders.Shop;
import java.io.IOException;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The feed of events, as server-sent events for a minute. */
@RestController
class EventsController {
  private static final long LIFETIME_MILLIS = 60_000;

  private final Shop shop;
  private final AsyncTaskExecutor executor;

  EventsController(Shop shop, AsyncTaskExecutor executor) {
    this.shop = shop;
    this.executor = executor;
  }

  @GetMapping("/events")
  SseEmitter events() throws IOException {
    SseEmitter emitter = new SseEmitter(LIFETIME_MILLIS);
    // Sent on other threads: a client that reads slowly does not slow who places an order.
    OrderEvents.Subscription subscription =
        shop.events().subscribe(event -> executor.execute(() -> send(emitter, event)));
    emitter.onCompletion(subscription::close);
    emitter.onTimeout(emitter::complete);
    emitter.send(SseEmitter.event().comment("welcome"));
    return emitter;
  }

  private static void send(SseEmitter emitter, OrderEvent event) {
    try {
      emitter.send(SseEmitter.event().name("order").data(event));
    } catch (IOException | IllegalStateException left) {
      emitter.completeWithError(left);
    }
  }
}
