// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import dev.lapwing.TrackPerformance;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Methods that are tracked, and one that is not. */
@Singleton
@Requires(property = "test.service", value = TrackPerformanceTest.SERVICE)
class TrackedService {
  private final Held held;

  TrackedService(Held held) {
    this.held = held;
  }

  @TrackPerformance("sync.work")
  String sync(boolean fails) throws IOException {
    if (fails) {
      throw new IOException("told to fail");
    }
    return "done";
  }

  @TrackPerformance
  void unnamed() {}

  @TrackPerformance("stage")
  CompletionStage<String> stage() {
    return held.answer;
  }

  @TrackPerformance("mono")
  Mono<String> mono() {
    return Mono.fromFuture(held.answer, true);
  }

  @TrackPerformance("flux")
  Flux<Integer> flux() {
    return Flux.just(1, 2, 3);
  }

  @TrackPerformance("publisher")
  Publisher<String> failing() {
    return Mono.error(new IllegalStateException("told to fail"));
  }

  @TrackPerformance("publisher.none")
  Publisher<String> noPublisher() throws IOException {
    throw new IOException("told to fail");
  }

  @TrackPerformance("mono.none")
  Mono<String> noMono() {
    throw new AssertionError("told to fail");
  }

  @TrackPerformance("stage.none")
  CompletionStage<String> noStage() throws IOException {
    throw new IOException("told to fail");
  }

  String untracked() {
    return "not tracked";
  }

  /** A type whose methods are tracked. */
  @Singleton
  @TrackPerformance("orders")
  @Requires(property = "test.service", value = TrackPerformanceTest.SERVICE)
  static class Orders {

    public int find() {
      return 1;
    }

    @TrackPerformance
    public int count() {
      return 3;
    }

    @TrackPerformance("orders.placed")
    public int place() {
      return 2;
    }
  }
}
