// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.javalin.contract;

import static dev.lapwing.testkit.ContractRoutes.BAD_REQUEST;
import static dev.lapwing.testkit.ContractRoutes.BIG;
import static dev.lapwing.testkit.ContractRoutes.BROKEN_ROUTE;
import static dev.lapwing.testkit.ContractRoutes.CAUGHT_BIG;
import static dev.lapwing.testkit.ContractRoutes.DENIED;
import static dev.lapwing.testkit.ContractRoutes.ECHO;
import static dev.lapwing.testkit.ContractRoutes.ERROR_PAGE;
import static dev.lapwing.testkit.ContractRoutes.ERROR_PAGE_TEXT;
import static dev.lapwing.testkit.ContractRoutes.FAILURE;
import static dev.lapwing.testkit.ContractRoutes.FORWARD;
import static dev.lapwing.testkit.ContractRoutes.FORWARD_TO_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.HANDLED;
import static dev.lapwing.testkit.ContractRoutes.HELD;
import static dev.lapwing.testkit.ContractRoutes.HELLO;
import static dev.lapwing.testkit.ContractRoutes.HELLO_TEXT;
import static dev.lapwing.testkit.ContractRoutes.LATE_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.MISSING;
import static dev.lapwing.testkit.ContractRoutes.MOUNT;
import static dev.lapwing.testkit.ContractRoutes.MOUNTED_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.MOUNTED_ITEM;
import static dev.lapwing.testkit.ContractRoutes.ORDER;
import static dev.lapwing.testkit.ContractRoutes.OWN;
import static dev.lapwing.testkit.ContractRoutes.REDIRECT;
import static dev.lapwing.testkit.ContractRoutes.STATUS;
import static dev.lapwing.testkit.ContractRoutes.STATUS_THEN_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.STREAMED;
import static dev.lapwing.testkit.ContractRoutes.UPGRADE;
import static dev.lapwing.testkit.ContractRoutes.USER;

import dev.lapwing.testkit.Gate;
import io.javalin.apibuilder.ApiBuilder;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.websocket.WsContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.FilterMapping;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;

/** The contract's service, as handlers of Javalin. */
final class ContractHandlers {
  private static final int ERROR_PAGE_STATUS = 410;
  private static final int HANDLED_STATUS = 422;

  private final Gate gate;

  ContractHandlers(Gate gate) {
    this.gate = gate;
  }

  void addTo(JavalinConfig config) {
    addFiles(config);
    addPlain(config.routes);
    addMount(config.routes);
    addDenied(config.routes);
    addFailing(config.routes);
    addHeld(config.routes);
    new AsyncHandlers(gate).addTo(config.routes);
    config.events.serverStarting(() -> breakRoute(config));
  }

  private static void addFiles(JavalinConfig config) {
    config.staticFiles.add(
        files -> {
          files.hostedPath = "/files";
          files.directory = "/files";
        });
  }

  private static void addPlain(RoutesConfig routes) {
    routes.get(HELLO, ctx -> ctx.result(HELLO_TEXT));
    routes.get(USER, ctx -> ctx.result("user " + ctx.pathParam("id")));
    routes.get(
        ORDER, ctx -> ctx.result("order " + ctx.pathParam("order") + " of " + ctx.pathParam("id")));
    routes.get(STATUS, ctx -> ctx.status(Integer.parseInt(ctx.pathParam("code"))));
    routes.get(REDIRECT, ctx -> ctx.redirect(ctx.contextPath() + HELLO));
    routes.get(FORWARD, ctx -> ctx.req().getRequestDispatcher(HELLO).forward(ctx.req(), ctx.res()));
    routes.get(
        FORWARD_TO_FAILURE,
        ctx -> ctx.req().getRequestDispatcher(FAILURE).forward(ctx.req(), ctx.res()));
    routes.post(ECHO, ctx -> ctx.result(ctx.body()));
    routes.get(OWN, ctx -> ctx.result("own"));
    routes.get(BROKEN_ROUTE, ctx -> ctx.result("broken"));
    routes.ws(UPGRADE, socket -> socket.onConnect(WsContext::closeSession));
  }

  private static void addMount(RoutesConfig routes) {
    routes.apiBuilder(
        () ->
            ApiBuilder.path(
                MOUNT,
                () -> {
                  ApiBuilder.get(
                      MOUNTED_ITEM,
                      ctx ->
                          ctx.result(
                              "item " + ctx.pathParam("item") + " of " + ctx.pathParam("tenant")));
                  ApiBuilder.get(MOUNTED_FAILURE, ctx -> fail());
                }));
  }

  private static void addDenied(RoutesConfig routes) {
    routes.before(
        DENIED,
        ctx -> {
          throw new UnauthorizedResponse();
        });
    routes.get(DENIED, ctx -> ctx.result("let in"));
  }

  private static void addFailing(RoutesConfig routes) {
    routes.get(
        BAD_REQUEST,
        ctx -> {
          throw new BadRequestResponse();
        });
    routes.get(
        MISSING,
        ctx -> {
          throw new NotFoundResponse();
        });
    routes.get(FAILURE, ctx -> fail());
    routes.get(
        STATUS_THEN_FAILURE,
        ctx -> {
          ctx.status(202);
          fail();
        });
    routes.get(
        HANDLED,
        ctx -> {
          throw new IllegalArgumentException("told to fail");
        });
    routes.exception(IllegalArgumentException.class, (e, ctx) -> ctx.status(HANDLED_STATUS));
    routes.get(
        LATE_FAILURE,
        ctx -> {
          Replies.sendNow(ctx, "text/plain", "begun");
          fail();
        });
    routes.get(ERROR_PAGE, ctx -> ctx.status(ERROR_PAGE_STATUS));
    routes.error(ERROR_PAGE_STATUS, ctx -> ctx.result(ERROR_PAGE_TEXT));
  }

  static void fail() {
    throw new IllegalStateException("told to fail");
  }

  private void addHeld(RoutesConfig routes) {
    routes.get(
        HELD,
        ctx -> {
          gate.pass();
          ctx.result("held");
        });
    routes.get(
        STREAMED,
        ctx -> {
          Replies.sendNow(ctx, "text/plain", "first");
          gate.pass();
          Replies.sendNow(ctx, "text/plain", "second");
        });
    routes.get(BIG, this::big);
    routes.get(CAUGHT_BIG, catchingAll(this::big));
  }

  private void big(Context ctx) throws Exception {
    gate.pass();
    Replies.big(ctx);
  }

  /**
   * Returns a handler that lets no exception of another escape, and answers 500 if it still can.
   */
  static Handler catchingAll(Handler handler) {
    return ctx -> {
      try {
        handler.handle(ctx);
      } catch (Exception handled) {
        ctx.status(500);
      }
    };
  }

  /** Puts a filter before Lapwing's own that keeps it from telling the route. */
  private static void breakRoute(JavalinConfig config) {
    ServletContextHandler context =
        config.unsafe.jettyInternal.server.getDescendant(ServletContextHandler.class);
    Filter breaking =
        (request, response, chain) ->
            chain.doFilter(new WithoutContext((HttpServletRequest) request), response);
    FilterHolder holder = new FilterHolder(breaking);
    holder.setName("breaking");
    holder.setAsyncSupported(true);
    FilterMapping mapping = new FilterMapping();
    mapping.setFilterName(holder.getName());
    mapping.setPathSpec(BROKEN_ROUTE);
    mapping.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
    context.getServletHandler().prependFilter(holder);
    context.getServletHandler().prependFilterMapping(mapping);
  }

  /** A request whose servlet context, which Lapwing asks for the route, is out of order. */
  private static final class WithoutContext extends HttpServletRequestWrapper {
    WithoutContext(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletContext getServletContext() {
      throw new IllegalStateException("no context");
    }
  }
}
