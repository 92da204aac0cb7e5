// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.javalin;

import dev.lapwing.http.HttpMonitor;
import dev.lapwing.http.RouteTemplate;
import dev.lapwing.servlet.LapwingFilter;
import dev.lapwing.servlet.RouteResolver;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.javalin.http.servlet.JavalinServletContext;
import io.javalin.router.Endpoint;
import io.javalin.router.ParsedEndpoint;
import io.javalin.websocket.WsHandlerEntry;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Tells the routes of Javalin. It stands in the life cycle of requests, outside the handlers: so
 * nothing that a service's handlers do keeps it from knowing, and they see none of it.
 *
 * <p>Thread-safe once installed.
 */
final class JavalinRoutes implements RouteResolver {
  private static final String FILE = "dev.lapwing.javalin.file";

  private final JavalinState state;
  private final HttpMonitor monitor;
  private final String statsPath;

  JavalinRoutes(JavalinState state, HttpMonitor monitor) {
    this.state = state;
    this.monitor = monitor;
    this.statsPath = monitor.endpoint().basePath();
  }

  /** Puts itself into a Javalin that is all configured. */
  void install() {
    state.servletRequestLifecycle.add(0, (submit, servlet, ctx, path) -> remember(ctx));
    if (state.resourceHandler != null) {
      state.resourceHandler = new NotedFiles(state.resourceHandler, FILE);
    }
  }

  /** The first context is the request's own; others are of what a handler forwards it to. */
  private void remember(JavalinServletContext ctx) {
    try {
      LapwingFilter.attach(ctx.req(), ctx);
    } catch (Throwable fault) {
      monitor.swallow("JavalinRoutes.remember", fault);
    }
  }

  /** Javalin answers every exception itself, after this is true. */
  @Override
  public boolean hasFailed(HttpServletRequest request) {
    return LapwingFilter.attachment(request) instanceof JavalinServletContext ctx
        && ctx.getExceptionOccurred();
  }

  @Override
  public @Nullable String route(HttpServletRequest request) {
    if (LapwingFilter.attachment(request) instanceof Context ctx) {
      return routeOf(ctx);
    }
    // Javalin's servlet is at "/*"; any other is one that the service has added to Jetty.
    if (!request.getHttpServletMapping().getPattern().equals("/*")) {
      return null;
    }
    return isWebSocket(request) ? webSocketRoute(request) : "";
  }

  private String routeOf(Context ctx) {
    if (ctx.req().getAttribute(FILE) != null) {
      return RouteTemplate.STATIC;
    }
    Endpoint matched = ctx.endpoints().matchedHttpEndpoint();
    if (matched != null) {
      return matched.path;
    }
    // No handler of a route has run: refused or redirected before, auto-HEAD, or nothing matches.
    ParsedEndpoint found = find(ctx.method(), ctx.req());
    if (found == null && ctx.method().equals(HandlerType.HEAD)) {
      found = find(HandlerType.GET, ctx.req());
    }
    if (found != null) {
      return found.endpoint.path;
    }
    return isForSinglePage(ctx) ? RouteTemplate.STATIC : "";
  }

  private boolean isForSinglePage(Context ctx) {
    boolean reads = ctx.method().equals(HandlerType.GET) || ctx.method().equals(HandlerType.HEAD);
    return reads && state.singlePageHandler.canHandle(ctx);
  }

  private String webSocketRoute(HttpServletRequest request) {
    WsHandlerEntry found =
        state.wsRouter.getWsPathMatcher().findEndpointHandlerEntry(pathOf(request));
    return found == null ? "" : found.getPath();
  }

  /** Returns whether it is the stats endpoint that takes a request. */
  boolean isForStats(HttpServletRequest request) {
    String path = pathOf(request);
    boolean maybe =
        path.regionMatches(true, 0, statsPath, 0, statsPath.length())
            || state.router.treatMultipleSlashesAsSingleSlash;
    if (!maybe || isWebSocket(request)) {
      return false;
    }
    String override = request.getHeader(Header.X_HTTP_METHOD_OVERRIDE);
    String method = override == null ? request.getMethod() : override;
    ParsedEndpoint found = find(HandlerType.findOrDefault(method), request);
    return found != null && found.endpoint.handler instanceof LapwingStatsHandler;
  }

  private @Nullable ParsedEndpoint find(HandlerType method, HttpServletRequest request) {
    return state.internalRouter.findFirstHttpHandlerEntry(method, pathOf(request));
  }

  /** Returns the path that Javalin matches with its routes: as received, not decoded. */
  private static String pathOf(HttpServletRequest request) {
    String path = request.getRequestURI();
    String context = request.getContextPath();
    return path.startsWith(context) ? path.substring(context.length()) : path;
  }

  /** Returns whether Javalin takes a request for one of a WebSocket. */
  private static boolean isWebSocket(HttpServletRequest request) {
    return request.getHeader(Header.SEC_WEBSOCKET_VERSION) != null;
  }
}
