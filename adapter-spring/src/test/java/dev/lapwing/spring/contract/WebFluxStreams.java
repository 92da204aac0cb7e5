// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring.contract;

import static dev.lapwing.testkit.ContractRoutes.ASYNC_BIG;
import static dev.lapwing.testkit.ContractRoutes.BIG;
import static dev.lapwing.testkit.ContractRoutes.BIG_LENGTH;
import static dev.lapwing.testkit.ContractRoutes.BLOCK_LENGTH;
import static dev.lapwing.testkit.ContractRoutes.CAUGHT_ASYNC_BIG;
import static dev.lapwing.testkit.ContractRoutes.CAUGHT_BIG;
import static dev.lapwing.testkit.ContractRoutes.CHAIN;
import static dev.lapwing.testkit.ContractRoutes.CHAIN_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.ENDLESS_EVENTS;
import static dev.lapwing.testkit.ContractRoutes.EVENTS;
import static dev.lapwing.testkit.ContractRoutes.LATE_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.STREAMED;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lapwing.testkit.Gate;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the contract's service does at routes whose bodies are sent bit by bit. */
@RestController
class WebFluxStreams {
  private final Gate gate;

  WebFluxStreams(Gate gate) {
    this.gate = gate;
  }

  @GetMapping(LATE_FAILURE)
  Mono<Void> failLate(ServerHttpResponse response) {
    Flux<String> parts =
        Flux.concat(
            Mono.just("begun"), Mono.error(() -> new IllegalStateException("told to fail")));
    return send(response, MediaType.TEXT_PLAIN, parts);
  }

  @GetMapping(STREAMED)
  Mono<Void> streamed(ServerHttpResponse response) {
    Flux<String> parts = Flux.concat(Mono.just("first"), passed().thenReturn("second"));
    return send(response, MediaType.TEXT_PLAIN, parts);
  }

  @GetMapping(EVENTS)
  Mono<Void> events(ServerHttpResponse response) {
    return openStream(response, Flux.empty());
  }

  @GetMapping(ENDLESS_EVENTS)
  Mono<Void> endlessEvents(ServerHttpResponse response) {
    return openStream(response, Flux.generate(target -> target.next("data: 1\n\n")));
  }

  private Mono<Void> openStream(ServerHttpResponse response, Flux<String> rest) {
    Flux<String> events = Flux.concat(Mono.just("data: 1\n\n"), passed().thenMany(rest));
    return passed().then(send(response, MediaType.TEXT_EVENT_STREAM, events));
  }

  @GetMapping({BIG, ASYNC_BIG})
  Mono<Void> big(ServerHttpResponse response) {
    return bigAfter(passed(), response);
  }

  @GetMapping(CHAIN)
  Mono<Void> chain(ServerHttpResponse response) {
    return bigAfter(passed().then(passed()), response);
  }

  @GetMapping(CHAIN_FAILURE)
  Mono<Void> failingChain(ServerHttpResponse response) {
    Mono<String> failure = Mono.error(() -> new IllegalStateException("told to fail"));
    Flux<String> parts = Flux.concat(Mono.just("begun"), passed().then(failure));
    return send(response, MediaType.TEXT_PLAIN, parts);
  }

  private Mono<Void> passed() {
    return Mono.defer(() -> Mono.fromCompletionStage(gate.passLater()));
  }

  private static Mono<Void> bigAfter(Mono<Void> passed, ServerHttpResponse response) {
    Flux<DataBuffer> blocks =
        Flux.range(0, BIG_LENGTH / BLOCK_LENGTH)
            .map(block -> response.bufferFactory().wrap(new byte[BLOCK_LENGTH]));
    return passed.then(response.writeWith(blocks));
  }

  private static Mono<Void> send(ServerHttpResponse response, MediaType type, Flux<String> parts) {
    response.getHeaders().setContentType(type);
    return response.writeAndFlushWith(
        parts.map(part -> Mono.just(response.bufferFactory().wrap(part.getBytes(UTF_8)))));
  }

  /** Lets no exception escape. */
  @RestController
  static class Caught {
    private final WebFluxStreams streams;

    Caught(WebFluxStreams streams) {
      this.streams = streams;
    }

    @GetMapping({CAUGHT_BIG, CAUGHT_ASYNC_BIG})
    Mono<Void> big(ServerHttpResponse response) {
      return bigAfter(streams.passed(), response);
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<String> handle() {
      return ResponseEntity.status(500).body("caught");
    }
  }
}
