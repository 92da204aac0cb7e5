// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit.stub;

import dev.lapwing.testkit.ContractRoutes;
import dev.lapwing.testkit.Gate;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What the stub does at each of the {@link ContractRoutes}. */
final class StubRoutes {
  static final int GONE = 410;

  private static final int TIMEOUT_MILLIS = 100;
  private static final Executor NEW_THREAD = work -> new Thread(work, "stub-async").start();

  private final StubService service;
  private final Gate gate;

  StubRoutes(StubService service, Gate gate) {
    this.service = service;
    this.gate = gate;
  }

  void addAll() {
    addAnswers();
    addStatuses();
    addFailures();
    addHeld();
    addAsync();
    addChains();
  }

  private void addAnswers() {
    service.add(ContractRoutes.HELLO, answering(ContractRoutes.HELLO_TEXT));
    service.add(ContractRoutes.USER, (exchange, path) -> exchange.write("user " + path.get(0)));
    service.add(
        ContractRoutes.ORDER,
        (exchange, path) -> exchange.write("order " + path.get(1) + " of " + path.get(0)));
    service.addPost(
        ContractRoutes.ECHO, (exchange, path) -> exchange.write(exchange.request().body()));
    service.addFile(ContractRoutes.FILE, "a file");
    service.add(ContractRoutes.OWN, answering("own"));
    service.add(
        ContractRoutes.FORWARD,
        (exchange, path) -> service.forward(exchange, ContractRoutes.HELLO));
    service.add(
        ContractRoutes.MOUNT,
        ContractRoutes.MOUNTED_ITEM,
        (exchange, path) -> exchange.write("item " + path.get(1) + " of " + path.get(0)));
    service.add(ContractRoutes.DENIED, answering("let in"));
    service.add(
        ContractRoutes.BROKEN_ROUTE,
        (exchange, path) -> {
          exchange.breakRoute();
          exchange.write("broken");
        });
  }

  private static StubHandler answering(String text) {
    return (exchange, path) -> exchange.write(text);
  }

  private void addStatuses() {
    service.add(
        ContractRoutes.STATUS,
        (exchange, path) -> exchange.setStatus(Integer.parseInt(path.get(0))));
    service.add(ContractRoutes.BAD_REQUEST, (exchange, path) -> exchange.setStatus(400));
    service.add(ContractRoutes.MISSING, (exchange, path) -> exchange.setStatus(404));
    service.add(ContractRoutes.ERROR_PAGE, (exchange, path) -> exchange.setStatus(GONE));
    service.add(
        ContractRoutes.REDIRECT,
        (exchange, path) -> {
          exchange.setStatus(302);
          exchange.setHeader("Location", service.pathOf(ContractRoutes.HELLO));
        });
    service.add(
        ContractRoutes.UPGRADE,
        (exchange, path) -> {
          exchange.setStatus(101);
          exchange.setHeader("Connection", "Upgrade");
          exchange.setHeader("Upgrade", "websocket");
        });
  }

  private void addFailures() {
    service.add(ContractRoutes.FAILURE, (exchange, path) -> fail());
    service.add(
        ContractRoutes.FORWARD_TO_FAILURE,
        (exchange, path) -> service.forward(exchange, ContractRoutes.FAILURE));
    service.add(ContractRoutes.MOUNT, ContractRoutes.MOUNTED_FAILURE, (exchange, path) -> fail());
    service.add(
        ContractRoutes.STATUS_THEN_FAILURE,
        (exchange, path) -> {
          exchange.setStatus(202);
          fail();
        });
    service.add(
        ContractRoutes.HANDLED,
        (exchange, path) -> {
          throw new StubService.HandledException();
        });
    service.add(
        ContractRoutes.LATE_FAILURE,
        (exchange, path) -> {
          exchange.sendNow("begun");
          fail();
        });
  }

  private static void fail() {
    throw new IllegalStateException("told to fail");
  }

  private void addHeld() {
    service.add(
        ContractRoutes.HELD,
        (exchange, path) -> {
          gate.pass();
          exchange.write("held");
        });
    service.add(
        ContractRoutes.STREAMED,
        (exchange, path) -> {
          exchange.sendNow("first");
          gate.pass();
          exchange.sendNow("second");
        });
    service.add(ContractRoutes.EVENTS, (exchange, path) -> openStream(exchange));
    service.add(
        ContractRoutes.ENDLESS_EVENTS,
        (exchange, path) -> {
          openStream(exchange);
          while (!exchange.isWriteFailed()) {
            exchange.sendNow("data: more\n\n");
          }
        });
    StubHandler big =
        (exchange, path) -> {
          gate.pass();
          sendBig(exchange);
        };
    service.add(ContractRoutes.BIG, big);
    service.add(ContractRoutes.CAUGHT_BIG, catchingAll(big));
  }

  private void openStream(StubExchange exchange) throws IOException {
    gate.pass();
    exchange.setHeader("Content-Type", "text/event-stream");
    exchange.sendNow("data: 1\n\n");
    gate.pass();
  }

  private static void sendBig(StubExchange exchange) throws IOException {
    exchange.sendBlocks(ContractRoutes.BIG_LENGTH, new byte[ContractRoutes.BLOCK_LENGTH]);
  }

  private static StubHandler catchingAll(StubHandler handler) {
    return (exchange, path) -> {
      try {
        handler.handle(exchange, path);
      } catch (IOException | RuntimeException caught) {
        exchange.setStatus(500);
      }
    };
  }

  private void addAsync() {
    service.add(
        ContractRoutes.ASYNC_HELLO,
        (exchange, path) -> {
          CompletableFuture<@Nullable String> async = exchange.goAsync();
          NEW_THREAD.execute(
              () -> {
                exchange.write(ContractRoutes.HELLO_TEXT);
                async.complete(null);
              });
        });
    service.add(
        ContractRoutes.ASYNC_COMPLETE,
        (exchange, path) -> behindGate(exchange, () -> exchange.setStatus(202)));
    service.add(
        ContractRoutes.ASYNC_DISPATCH,
        (exchange, path) -> exchange.goAsync().complete(service.pathOf(ContractRoutes.HELLO)));
    service.add(
        ContractRoutes.ASYNC_TIMEOUT,
        (exchange, path) -> {
          exchange.setAsyncTimeout(TIMEOUT_MILLIS);
          exchange.goAsync();
        });
    service.add(
        ContractRoutes.ASYNC_FAILURE,
        (exchange, path) -> {
          CompletableFuture<@Nullable String> async = exchange.goAsync();
          NEW_THREAD.execute(() -> async.completeExceptionally(new IllegalStateException("async")));
        });
    service.add(
        ContractRoutes.ASYNC_AGAIN,
        (exchange, path) -> {
          if (exchange.dispatches() == 0) {
            exchange.goAsync().complete(service.pathOf(ContractRoutes.ASYNC_AGAIN));
          } else {
            behindGate(exchange, () -> exchange.write("again"));
          }
        });
    service.add(
        ContractRoutes.ASYNC_BIG,
        (exchange, path) -> behindGate(exchange, () -> sendBig(exchange)));
    StubHandler caught = catchingAll((exchange, path) -> sendBig(exchange));
    service.add(
        ContractRoutes.CAUGHT_ASYNC_BIG,
        (exchange, path) -> behindGate(exchange, () -> caught.handle(exchange, path)));
  }

  private void addChains() {
    service.add(
        ContractRoutes.CHAIN,
        (exchange, path) ->
            goOn(
                exchange,
                gate.passLater().thenCompose(passed -> gate.passLater()),
                () -> sendBig(exchange)));
    service.add(
        ContractRoutes.CHAIN_FAILURE,
        (exchange, path) -> {
          exchange.sendNow("begun");
          behindGate(exchange, StubRoutes::fail);
        });
  }

  /** Goes async and, when the gate has let the request through, does the rest on its thread. */
  private void behindGate(StubExchange exchange, StubExchange.Sending rest) {
    goOn(exchange, gate.passLater(), rest);
  }

  private static void goOn(
      StubExchange exchange, CompletionStage<Void> passed, StubExchange.Sending rest) {
    CompletableFuture<@Nullable String> async = exchange.goAsync();
    passed
        .thenRun(() -> StubExchange.unchecked(rest))
        .whenComplete(
            (done, failed) -> {
              if (failed instanceof CompletionException wrapped && wrapped.getCause() != null) {
                async.completeExceptionally(wrapped.getCause());
              } else {
                async.complete(null);
              }
            });
  }
}
