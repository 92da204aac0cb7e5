// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.micronaut;

import dev.lapwing.examples.orders.Inputs;
import dev.lapwing.examples.orders.OrderCsv;
import dev.lapwing.examples.orders.OrderEvent;
import dev.lapwing.examples.orders.Shop;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/** What is sent bit by bit: the export, and what happens to orders. */
@Controller
class FeedController {
  private static final Logger LOG = LoggerFactory.getLogger(FeedController.class);
  private static final int PIPE_BYTES = 1 << 16;
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final Shop shop;
  private final ExecutorService executor;

  FeedController(Shop shop, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
    this.shop = shop;
    this.executor = executor;
  }

  @Get("/export/orders.csv{?days}")
  @ExecuteOn(TaskExecutors.BLOCKING)
  StreamedFile export(@Nullable String days) throws IOException {
    int checkedDays = Inputs.days(days, 30);
    PipedInputStream in = new PipedInputStream(PIPE_BYTES);
    OutputStream out = new PipedOutputStream(in);
    executor.execute(() -> write(checkedDays, out));
    return new StreamedFile(in, MediaType.TEXT_CSV_TYPE).attach("orders.csv");
  }

  private void write(int days, OutputStream out) {
    try (out) {
      OrderCsv.write(shop.orders(), days, out);
    } catch (IOException e) {
      LOG.debug("the client left the export", e);
    }
  }

  /** A client that reads too slowly misses events; it does not slow the shop. */
  @Get(value = "/events", produces = MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<?>> events() {
    Flux<OrderEvent> orders =
        Flux.create(sink -> sink.onDispose(shop.events().subscribe(sink::next)::close));
    // The first beat sends the head.
    Flux<Event<?>> beats =
        Flux.interval(Duration.ZERO, BEAT).map(beat -> Event.of(beat).name("beat"));
    return Flux.merge(orders.onBackpressureDrop().map(Event::of), beats.onBackpressureDrop());
  }
}
