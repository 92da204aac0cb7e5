// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring.contract;

import static dev.lapwing.testkit.ContractRoutes.ASYNC_AGAIN;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_BIG;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_COMPLETE;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_DISPATCH;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_HELLO;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_TIMEOUT;
import static dev.lapwing.testkit.ContractRoutes.BIG_LENGTH;
import static dev.lapwing.testkit.ContractRoutes.BLOCK_LENGTH;
import static dev.lapwing.testkit.ContractRoutes.CHAIN;
import static dev.lapwing.testkit.ContractRoutes.CHAIN_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.ENDLESS_EVENTS;
import static dev.lapwing.testkit.ContractRoutes.EVENTS;
import static dev.lapwing.testkit.ContractRoutes.HELLO;
import static dev.lapwing.testkit.ContractRoutes.HELLO_TEXT;
import static dev.lapwing.testkit.ContractRoutes.STREAMED;

import dev.lapwing.testkit.Gate;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** What the contract's service does at routes where requests go async. */
@RestController
class MvcAsyncService {
  private static final long TIMEOUT_MILLIS = 100;

  private final Gate gate;

  MvcAsyncService(Gate gate) {
    this.gate = gate;
  }

  @GetMapping(ASYNC_HELLO)
  Callable<String> hello() {
    return () -> HELLO_TEXT;
  }

  @GetMapping(ASYNC_COMPLETE)
  CompletionStage<ResponseEntity<String>> complete() {
    return gate.passLater().thenApply(passed -> ResponseEntity.status(202).build());
  }

  @GetMapping(ASYNC_DISPATCH)
  void dispatch(HttpServletRequest request, HttpServletResponse response) {
    request.startAsync().dispatch(HELLO);
  }

  @GetMapping(ASYNC_TIMEOUT)
  DeferredResult<String> timeout() {
    return new DeferredResult<>(TIMEOUT_MILLIS);
  }

  @GetMapping(ASYNC_FAILURE)
  Callable<String> fail() {
    return () -> {
      throw new IllegalStateException("told to fail");
    };
  }

  @GetMapping(ASYNC_AGAIN)
  void again(HttpServletRequest request, HttpServletResponse response) {
    AsyncContext async = request.startAsync();
    if (request.getDispatcherType() == DispatcherType.REQUEST) {
      async.dispatch(ASYNC_AGAIN);
      return;
    }
    gate.passLater()
        .thenRun(
            () -> {
              try {
                async.getResponse().getOutputStream().print("again");
                async.complete();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** From Spring 7 on the body's own stream is not flushed. */
  @GetMapping(STREAMED)
  ResponseEntity<StreamingResponseBody> streamed(HttpServletResponse response) {
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_PLAIN)
        .body(
            target -> {
              target.write("first".getBytes());
              response.flushBuffer();
              gate.pass();
              target.write("second".getBytes());
            });
  }

  @GetMapping(EVENTS)
  ResponseEntity<ResponseBodyEmitter> events() {
    return openStream(emitter -> emitter.complete());
  }

  @GetMapping(ENDLESS_EVENTS)
  ResponseEntity<ResponseBodyEmitter> endlessEvents() {
    return openStream(
        emitter -> {
          while (true) {
            send(emitter);
          }
        });
  }

  /** Spring sends the head of an emitter as soon as the handler has returned it. */
  private ResponseEntity<ResponseBodyEmitter> openStream(Consumer<ResponseBodyEmitter> rest) {
    gate.pass();
    ResponseBodyEmitter emitter = new ResponseBodyEmitter(0L);
    Thread thread =
        new Thread(
            () -> {
              try {
                send(emitter);
                gate.pass();
                rest.accept(emitter);
              } catch (UncheckedIOException | IllegalStateException left) {
                // The emitter is complete then.
              }
            },
            "events");
    thread.setDaemon(true);
    thread.start();
    return ResponseEntity.ok().contentType(MediaType.TEXT_EVENT_STREAM).body(emitter);
  }

  private static void send(ResponseBodyEmitter emitter) {
    try {
      emitter.send("data: 1\n\n", MediaType.TEXT_PLAIN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @GetMapping(CHAIN)
  CompletionStage<byte[]> chain() {
    return gate.passLater()
        .thenCompose(passed -> gate.passLater())
        .thenApply(passed -> new byte[BIG_LENGTH]);
  }

  @GetMapping(CHAIN_FAILURE)
  ResponseBodyEmitter failingChain() throws IOException {
    ResponseBodyEmitter emitter = new ResponseBodyEmitter(0L);
    emitter.send("begun", MediaType.TEXT_PLAIN);
    gate.passLater()
        .thenRun(() -> emitter.completeWithError(new IllegalStateException("told to fail")));
    return emitter;
  }

  @GetMapping(ASYNC_BIG)
  StreamingResponseBody big() {
    return bigAfter(gate);
  }

  static StreamingResponseBody bigAfter(Gate gate) {
    return target -> {
      gate.pass();
      for (int i = 0; i < BIG_LENGTH / BLOCK_LENGTH; i++) {
        target.write(MvcService.block());
      }
    };
  }
}
