// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut.contract;

import dev.lapwing.testkit.ContractRoutes;
import dev.lapwing.testkit.Gate;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The routes of the contract's service that answer by futures and publishers. */
@Controller
@Produces(MediaType.TEXT_PLAIN)
@Requires(property = "test.service", value = MicronautContractTest.SERVICE)
class AsyncController {
  private static final Duration TIMEOUT = Duration.ofMillis(100);
  private static final Duration LONG_AFTER = Duration.ofSeconds(1);

  private final Gate gate;

  AsyncController(Gate gate) {
    this.gate = gate;
  }

  @Get(ContractRoutes.ASYNC_HELLO)
  CompletionStage<String> hello() {
    return CompletableFuture.supplyAsync(() -> ContractRoutes.HELLO_TEXT);
  }

  @Get(ContractRoutes.ASYNC_COMPLETE)
  CompletionStage<HttpResponse<?>> complete() {
    return gate.passLater().thenApply(passed -> HttpResponse.accepted());
  }

  @Get(ContractRoutes.ASYNC_TIMEOUT)
  Publisher<String> timeout() {
    return Mono.<String>never().timeout(TIMEOUT);
  }

  @Get(ContractRoutes.ASYNC_FAILURE)
  CompletionStage<String> failure() {
    return CompletableFuture.failedFuture(new IllegalStateException("told to fail"));
  }

  /** Fails long after: Micronaut throws away what it has not sent by then. */
  @Get(ContractRoutes.LATE_FAILURE)
  Publisher<String> lateFailure() {
    Mono<String> failure = Mono.error(new IllegalStateException("told to fail"));
    return Flux.concat(Mono.just("begun"), failure.delaySubscription(LONG_AFTER));
  }

  @Get(ContractRoutes.STREAMED)
  Publisher<String> streamed() {
    return Flux.concat(Mono.just("first"), passed().thenReturn("second"));
  }

  @Get(value = ContractRoutes.EVENTS, produces = MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<String>> events() {
    return Flux.concat(passed().thenReturn(Event.of("1")), passed().then(Mono.empty()));
  }

  @Get(value = ContractRoutes.ENDLESS_EVENTS, produces = MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<String>> endlessEvents() {
    Flux<Event<String>> more =
        Flux.interval(Duration.ofMillis(1)).onBackpressureDrop().map(n -> Event.of("more"));
    return Flux.concat(passed().thenReturn(Event.of("1")), passed().thenMany(more));
  }

  @Get(value = ContractRoutes.ASYNC_BIG, produces = MediaType.APPLICATION_OCTET_STREAM)
  Publisher<byte[]> big() {
    int blocks = ContractRoutes.BIG_LENGTH / ContractRoutes.BLOCK_LENGTH;
    return passed().thenMany(Flux.range(0, blocks).map(n -> new byte[ContractRoutes.BLOCK_LENGTH]));
  }

  @Get(value = ContractRoutes.CHAIN, produces = MediaType.APPLICATION_OCTET_STREAM)
  Mono<byte[]> chain() {
    return passed().then(passed()).thenReturn(new byte[ContractRoutes.BIG_LENGTH]);
  }

  @Get(ContractRoutes.CHAIN_FAILURE)
  Publisher<String> failingChain() {
    Mono<String> failure = Mono.error(new IllegalStateException("told to fail"));
    return Flux.concat(Mono.just("begun"), passed().then(failure));
  }

  private Mono<Void> passed() {
    return Mono.defer(() -> Mono.fromCompletionStage(gate.passLater()));
  }
}
