// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.javalin.contract;

import static dev.lapwing.testkit.ContractRoutes.ASYNC_AGAIN;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_BIG;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_COMPLETE;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_HELLO;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_TIMEOUT;
import static dev.lapwing.testkit.ContractRoutes.CAUGHT_ASYNC_BIG;
import static dev.lapwing.testkit.ContractRoutes.CHAIN;
import static dev.lapwing.testkit.ContractRoutes.CHAIN_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.ENDLESS_EVENTS;
import static dev.lapwing.testkit.ContractRoutes.EVENTS;
import static dev.lapwing.testkit.ContractRoutes.HELLO_TEXT;

import dev.lapwing.testkit.Gate;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.concurrent.CompletableFuture;

/** The contract's routes where requests go on after their thread has left, as futures. */
final class AsyncHandlers {
  private static final int TIMEOUT_MILLIS = 100;

  private final Gate gate;

  AsyncHandlers(Gate gate) {
    this.gate = gate;
  }

  void addTo(RoutesConfig routes) {
    routes.get(ASYNC_HELLO, ctx -> ctx.async(() -> ctx.result(HELLO_TEXT)));
    routes.get(ASYNC_COMPLETE, ctx -> ctx.future(() -> passThen(() -> ctx.status(202))));
    routes.get(ASYNC_TIMEOUT, AsyncHandlers::timeout);
    routes.get(ASYNC_FAILURE, ctx -> ctx.async(ContractHandlers::fail));
    routes.get(ASYNC_AGAIN, this::again);
    routes.get(EVENTS, ctx -> ctx.future(() -> openStream(ctx, () -> {})));
    routes.get(
        ENDLESS_EVENTS,
        ctx -> ctx.future(() -> openStream(ctx, () -> Replies.eventsWithoutEnd(ctx))));
    routes.get(ASYNC_BIG, ctx -> ctx.future(() -> passThen(() -> handle(Replies::big, ctx))));
    routes.get(CHAIN, ctx -> ctx.future(() -> chain(ctx)));
    routes.get(CHAIN_FAILURE, ctx -> ctx.future(() -> failingChain(ctx)));
    Handler caught = ContractHandlers.catchingAll(Replies::big);
    routes.get(CAUGHT_ASYNC_BIG, ctx -> ctx.future(() -> passThen(() -> handle(caught, ctx))));
  }

  private CompletableFuture<Void> passThen(Runnable rest) {
    return gate.passLater().thenRun(rest).toCompletableFuture();
  }

  private CompletableFuture<Void> chain(Context ctx) {
    return gate.passLater()
        .thenCompose(passed -> gate.passLater())
        .thenRun(() -> handle(Replies::big, ctx))
        .toCompletableFuture();
  }

  private CompletableFuture<Void> failingChain(Context ctx) {
    Replies.sendNow(ctx, "text/plain", "begun");
    return passThen(ContractHandlers::fail);
  }

  private static void timeout(Context ctx) {
    ctx.future(
        () -> {
          ctx.req().getAsyncContext().setTimeout(TIMEOUT_MILLIS);
          return new CompletableFuture<>();
        });
  }

  /** Javalin goes async again when what a future has led to sets another one. */
  private void again(Context ctx) {
    ctx.future(
        () ->
            CompletableFuture.runAsync(
                () -> ctx.future(() -> passThen(() -> ctx.result("again")))));
  }

  /** Not by Javalin's own handler of event streams, which sends the head at once. */
  private CompletableFuture<Void> openStream(Context ctx, Runnable rest) {
    return gate.passLater()
        .thenRun(() -> Replies.sendNow(ctx, "text/event-stream", "data: 1\n\n"))
        .thenCompose(sent -> gate.passLater())
        .thenRun(rest)
        .toCompletableFuture();
  }

  private static void handle(Handler handler, Context ctx) {
    try {
      handler.handle(ctx);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
