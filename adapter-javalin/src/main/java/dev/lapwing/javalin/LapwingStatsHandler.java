// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.javalin;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.http.StatsEndpoint;
import dev.lapwing.http.StatsReply;
import dev.lapwing.http.StatsRequest;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.Principal;
import java.util.Collections;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/**
 * Serves the stats endpoint of a monitor. {@link LapwingPlugin} mounts it, unless a route of the
 * service takes its path; where that route takes every path, add this one before, at the monitor's
 * base path:
 *
 * <pre>{@code
 * config.routes.get("/stats", new LapwingStatsHandler(monitor), Role.ADMIN);
 * }</pre>
 *
 * <p>Thread-safe. Where the plugin is, requests to it are not recorded, whoever answers them.
 */
public final class LapwingStatsHandler implements Handler {
  private static final int FIRST_REFUSAL = 400;

  private final StatsEndpoint endpoint;

  /** Makes a handler that serves the endpoint of a monitor. */
  public LapwingStatsHandler(PerformanceMonitor monitor) {
    this.endpoint = monitor.http().endpoint();
  }

  /**
   * Answers a request. What it refuses goes through the service's error handlers, as refusals of
   * its other handlers do.
   *
   * @throws IOException if the client has left
   */
  @Override
  public void handle(Context ctx) throws IOException {
    StatsReply reply = endpoint.handle(statsRequest(ctx.req()));
    ctx.status(reply.status());
    reply.headers().forEach(ctx::header);
    if (reply.status() < FIRST_REFUSAL) {
      reply.writeTo(ctx.outputStream());
      return;
    }
    // An error handler may replace this; it would add to what is written already.
    ctx.result(reply.body());
  }

  private StatsRequest statsRequest(HttpServletRequest request) {
    HttpServletRequest received = received(request);
    EndPoint connection = connection(received);
    Principal principal = request.getUserPrincipal();
    return new StatsRequest(
        request.getMethod(),
        pathBelowBase(received),
        received.getQueryString(),
        StatsRequest.HeaderLookup.of(
            received::getHeader, () -> Collections.list(received.getHeaderNames())),
        connection == null ? null : address(connection.getRemoteSocketAddress()),
        connection == null ? null : address(connection.getLocalSocketAddress()),
        principal == null ? null : principal.getName());
  }

  private String pathBelowBase(HttpServletRequest request) {
    String base = request.getContextPath() + endpoint.basePath();
    String path = request.getRequestURI();
    return path.startsWith(base) ? path.substring(base.length()) : "";
  }

  /** Returns the request as Jetty made it: filters may believe forwarded headers. */
  private static HttpServletRequest received(HttpServletRequest request) {
    ServletRequest inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      inner = wrapper.getRequest();
    }
    return inner instanceof HttpServletRequest http ? http : request;
  }

  /**
   * Returns the connection itself, because a customizer of Jetty's may believe forwarded headers;
   * null on another server.
   */
  private static @Nullable EndPoint connection(HttpServletRequest request) {
    try {
      return ServletContextRequest.getServletContextRequest(request)
          .getConnectionMetaData()
          .getConnection()
          .getEndPoint();
    } catch (RuntimeException | LinkageError notJetty) {
      return null;
    }
  }

  private static @Nullable InetAddress address(@Nullable SocketAddress socket) {
    return socket instanceof InetSocketAddress internet ? internet.getAddress() : null;
  }
}
