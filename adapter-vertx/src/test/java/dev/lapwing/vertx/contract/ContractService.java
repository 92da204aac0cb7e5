// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx.contract;

import static dev.lapwing.testkit.ContractRoutes.ASYNC_AGAIN;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_BIG;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_COMPLETE;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_DISPATCH;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_HELLO;
import static dev.lapwing.testkit.ContractRoutes.ASYNC_TIMEOUT;
import static dev.lapwing.testkit.ContractRoutes.BAD_REQUEST;
import static dev.lapwing.testkit.ContractRoutes.BIG;
import static dev.lapwing.testkit.ContractRoutes.BROKEN_ROUTE;
import static dev.lapwing.testkit.ContractRoutes.CAUGHT_ASYNC_BIG;
import static dev.lapwing.testkit.ContractRoutes.CAUGHT_BIG;
import static dev.lapwing.testkit.ContractRoutes.CHAIN;
import static dev.lapwing.testkit.ContractRoutes.CHAIN_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.DENIED;
import static dev.lapwing.testkit.ContractRoutes.ECHO;
import static dev.lapwing.testkit.ContractRoutes.ENDLESS_EVENTS;
import static dev.lapwing.testkit.ContractRoutes.ERROR_PAGE;
import static dev.lapwing.testkit.ContractRoutes.ERROR_PAGE_TEXT;
import static dev.lapwing.testkit.ContractRoutes.EVENTS;
import static dev.lapwing.testkit.ContractRoutes.FAILURE;
import static dev.lapwing.testkit.ContractRoutes.FORWARD;
import static dev.lapwing.testkit.ContractRoutes.FORWARD_TO_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.HANDLED;
import static dev.lapwing.testkit.ContractRoutes.HELD;
import static dev.lapwing.testkit.ContractRoutes.HELLO;
import static dev.lapwing.testkit.ContractRoutes.HELLO_TEXT;
import static dev.lapwing.testkit.ContractRoutes.LATE_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.MOUNTED_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.OWN;
import static dev.lapwing.testkit.ContractRoutes.REDIRECT;
import static dev.lapwing.testkit.ContractRoutes.STATUS_THEN_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.STREAMED;
import static dev.lapwing.testkit.ContractRoutes.UPGRADE;

import dev.lapwing.testkit.ContractSetup;
import dev.lapwing.testkit.Gate;
import dev.lapwing.vertx.LapwingHandler;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import io.vertx.ext.web.handler.TimeoutHandler;

/** The contract's service on Vert.x Web. */
final class ContractService {
  private static final int GONE = 410;
  private static final int UNPROCESSABLE = 422;
  private static final int TIMEOUT_MILLIS = 100;

  private final Vertx vertx;
  private final Router router;
  private final String contextPath;
  private final Gate gate;

  private ContractService(Vertx vertx, Router router, ContractSetup setup) {
    this.vertx = vertx;
    this.router = router;
    this.contextPath = setup.contextPath();
    this.gate = setup.gate();
  }

  /** Returns a router with the service and its stats below the context path. */
  static Router router(Vertx vertx, ContractSetup setup) {
    Router root = Router.router(vertx);
    Router router = root;
    if (!setup.contextPath().isEmpty()) {
      router = Router.router(vertx);
      root.route(setup.contextPath() + "/*").subRouter(router);
    }
    root.errorHandler(GONE, context -> context.response().setStatusCode(GONE).end(ERROR_PAGE_TEXT));
    router.route().subRouter(LapwingHandler.statsRouter(vertx, setup.monitor()));
    ContractService service = new ContractService(vertx, router, setup);
    router.route().handler(service::deny);
    service.addPlain();
    service.addMount();
    service.addAsync();
    service.addStreams();
    return root;
  }

  private void addPlain() {
    router.route(HELLO).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(text(HELLO_TEXT));
    get("/users/:id", context -> context.end("user " + context.pathParam("id")));
    get(
        "/users/:id/orders/:order",
        context ->
            context.end("order " + context.pathParam("order") + " of " + context.pathParam("id")));
    get(
        "/status/:code",
        context ->
            context.response().setStatusCode(Integer.parseInt(context.pathParam("code"))).end());
    get(REDIRECT, context -> context.redirect(contextPath + HELLO));
    get(BAD_REQUEST, context -> context.fail(400));
    get("/missing/:name", context -> context.fail(404));
    get(FAILURE, ContractService::fail);
    get(
        STATUS_THEN_FAILURE,
        context -> {
          context.response().setStatusCode(202);
          fail(context);
        });
    router
        .get(HANDLED)
        .handler(ContractService::fail)
        .failureHandler(context -> context.response().setStatusCode(UNPROCESSABLE).end());
    get(
        LATE_FAILURE,
        context -> {
          context.response().setChunked(true).write("begun");
          fail(context);
        });
    get(ERROR_PAGE, context -> context.fail(GONE));
    get(FORWARD, context -> context.reroute(contextPath + HELLO));
    get(FORWARD_TO_FAILURE, context -> context.reroute(contextPath + FAILURE));
    get(DENIED, text("let in"));
    router.post(ECHO).handler(context -> context.request().body().onSuccess(context::end));
    router.route("/files/*").handler(StaticHandler.create("files"));
    get(OWN, text("own"));
    router.route(BROKEN_ROUTE + "/*").subRouter(BrokenRouter.answering("broken"));
    router
        .get(HELD)
        .blockingHandler(
            context -> {
              gate.pass();
              context.end("held");
            },
            false);
  }

  /** Stands in front of all routes. */
  private void deny(RoutingContext context) {
    if (context.normalizedPath().equals(contextPath + DENIED)) {
      context.fail(401);
    } else {
      context.next();
    }
  }

  private void addMount() {
    Router tenant = Router.router(vertx);
    tenant
        .get("/items/:item")
        .handler(
            context ->
                context.end(
                    "item " + context.pathParam("item") + " of " + context.pathParam("tenant")));
    tenant.get(MOUNTED_FAILURE).handler(ContractService::fail);
    router.route("/tenants/:tenant/*").subRouter(tenant);
  }

  private void addAsync() {
    get(
        ASYNC_HELLO,
        context -> vertx.executeBlocking(() -> HELLO_TEXT, false).onSuccess(context::end));
    get(
        ASYNC_COMPLETE,
        context -> passed().onSuccess(open -> context.response().setStatusCode(202).end()));
    get(
        ASYNC_DISPATCH,
        context -> vertx.runOnContext(later -> context.reroute(contextPath + HELLO)));
    router.get(ASYNC_TIMEOUT).handler(TimeoutHandler.create(TIMEOUT_MILLIS)).handler(never -> {});
    get(
        ASYNC_FAILURE,
        context -> vertx.runOnContext(later -> context.fail(new IllegalStateException("told to"))));
    get(
        ASYNC_AGAIN,
        context -> {
          if (context.get("again") == null) {
            context.put("again", true);
            vertx.runOnContext(later -> context.reroute(contextPath + ASYNC_AGAIN));
          } else {
            passed().onSuccess(open -> context.end("again"));
          }
        });
  }

  private void addStreams() {
    get(
        STREAMED,
        context -> {
          context.response().setChunked(true).write("first");
          passed().onSuccess(open -> context.end("second"));
        });
    get(EVENTS, context -> beginEvents(context).onSuccess(open -> context.end()));
    get(ENDLESS_EVENTS, context -> beginEvents(context).onSuccess(open -> sendEvents(context)));
    get(UPGRADE, context -> context.request().toWebSocket().onSuccess(ServerWebSocket::close));
    get(
        CHAIN,
        context -> passed().compose(open -> passed()).onSuccess(open -> BigBody.send(context)));
    get(
        CHAIN_FAILURE,
        context ->
            context
                .response()
                .setChunked(true)
                .write("begun")
                .compose(sent -> passed())
                .compose(open -> Future.failedFuture(new IllegalStateException("told to fail")))
                .onFailure(context::fail));
    Handler<RoutingContext> big = context -> passed().onSuccess(open -> BigBody.send(context));
    get(BIG, big);
    get(ASYNC_BIG, big);
    router.get(CAUGHT_BIG).handler(big).failureHandler(ContractService::catchAll);
    router.get(CAUGHT_ASYNC_BIG).handler(big).failureHandler(ContractService::catchAll);
  }

  private void get(String path, Handler<RoutingContext> handler) {
    router.get(path).handler(handler);
  }

  private static Handler<RoutingContext> text(String text) {
    return context -> context.end(text);
  }

  private static void fail(RoutingContext context) {
    throw new IllegalStateException("told to fail");
  }

  private static void catchAll(RoutingContext context) {
    if (!context.response().headWritten()) {
      context.response().setStatusCode(500).end();
    }
  }

  private Future<Void> passed() {
    return Future.fromCompletionStage(gate.passLater(), vertx.getOrCreateContext());
  }

  private Future<Void> beginEvents(RoutingContext context) {
    return passed()
        .compose(
            open -> {
              context.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
              return context.response().write("data: 1\n\n");
            })
        .compose(sent -> passed());
  }

  /** Sends until that fails, which is when the client has left. */
  private static void sendEvents(RoutingContext context) {
    context.response().write("data: more\n\n").onSuccess(sent -> sendEvents(context));
  }
}
