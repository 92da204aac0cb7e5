// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.contract;

import static dev.lapwing.testkit.ContractRoutes.ASYNC_AGAIN;
import static dev.lapwing.testkit.ContractRoutes.FAILURE;
import static dev.lapwing.testkit.ContractRoutes.HELLO;
import static dev.lapwing.testkit.ContractRoutes.HELLO_TEXT;

import dev.lapwing.testkit.Gate;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Consumer;

/** What the contract's service does at routes where requests go async. */
final class AsyncServices {
  private static final int TIMEOUT_MILLIS = 100;

  private final Gate gate;

  AsyncServices(Gate gate) {
    this.gate = gate;
  }

  void hello(HttpServletRequest request, HttpServletResponse response) {
    AsyncContext async = request.startAsync();
    async.start(
        () -> {
          Replies.text(async.getResponse(), HELLO_TEXT);
          async.complete();
        });
  }

  void complete(HttpServletRequest request, HttpServletResponse response) {
    AsyncContext async = start(request);
    gate.passLater()
        .thenRun(
            () -> {
              ((HttpServletResponse) async.getResponse()).setStatus(202);
              async.complete();
            });
  }

  void dispatch(HttpServletRequest request, HttpServletResponse response) {
    start(request).dispatch(HELLO);
  }

  void timeout(HttpServletRequest request, HttpServletResponse response) {
    request.startAsync().setTimeout(TIMEOUT_MILLIS);
  }

  void fail(HttpServletRequest request, HttpServletResponse response) {
    start(request).dispatch(FAILURE);
  }

  void again(HttpServletRequest request, HttpServletResponse response) {
    AsyncContext async = start(request);
    if (request.getDispatcherType() == DispatcherType.REQUEST) {
      async.dispatch(ASYNC_AGAIN);
      return;
    }
    gate.passLater()
        .thenRun(
            () -> {
              Replies.text(async.getResponse(), "again");
              async.complete();
            });
  }

  void streamed(HttpServletRequest request, HttpServletResponse response) {
    Replies.sendNow(response, "text/plain", "first");
    gate.pass();
    Replies.sendNow(response, "text/plain", "second");
  }

  void events(HttpServletRequest request, HttpServletResponse response) {
    openStream(start(request), async -> {});
  }

  void endlessEvents(HttpServletRequest request, HttpServletResponse response) {
    openStream(start(request), async -> Replies.eventsWithoutEnd(async.getResponse()));
  }

  private void openStream(AsyncContext async, Consumer<AsyncContext> rest) {
    gate.passLater()
        .thenRun(() -> Replies.sendNow(async.getResponse(), "text/event-stream", "data: 1\n\n"))
        .thenCompose(sent -> gate.passLater())
        .thenRun(() -> rest.accept(async))
        .whenComplete((done, failed) -> completeIfItCan(async));
  }

  void big(HttpServletRequest request, HttpServletResponse response) {
    AsyncContext async = start(request);
    gate.passLater().thenRun(() -> sendBig(async));
  }

  void chain(HttpServletRequest request, HttpServletResponse response) {
    AsyncContext async = start(request);
    gate.passLater().thenCompose(passed -> gate.passLater()).thenRun(() -> sendBig(async));
  }

  /** The container has no other way for a failure that comes later than by a dispatch. */
  void failingChain(HttpServletRequest request, HttpServletResponse response) {
    Replies.sendNow(response, "text/plain", "begun");
    AsyncContext async = start(request);
    gate.passLater().thenRun(() -> async.dispatch(FAILURE));
  }

  private static void sendBig(AsyncContext async) {
    try {
      Replies.big(async.getResponse());
    } catch (IOException | RuntimeException left) {
      // Nobody is there to be answered.
    }
    completeIfItCan(async);
  }

  /** Goes async, catches what sending throws, and then answers 500 if it still can. */
  void caughtBig(HttpServletRequest request, HttpServletResponse response) {
    AsyncContext async = start(request);
    gate.passLater()
        .thenRun(
            () -> {
              try {
                ContractService.catchingAll((same, target) -> Replies.big(target))
                    .serve(request, (HttpServletResponse) async.getResponse());
              } catch (Exception taken) {
                // The container has taken the response back.
              }
              completeIfItCan(async);
            });
  }

  /** Without a timeout, which would end a request that the gate holds. */
  private static AsyncContext start(HttpServletRequest request) {
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    return async;
  }

  private static void completeIfItCan(AsyncContext async) {
    try {
      async.complete();
    } catch (RuntimeException ended) {
      // The container has ended the request when the client left.
    }
  }
}
