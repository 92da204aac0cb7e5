// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx;

import dev.lapwing.http.HttpMonitor;
import dev.lapwing.http.StatsReply;
import dev.lapwing.http.StatsRequest;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Serves the stats endpoint. Answers are made on worker threads and sent by the event loop.
 *
 * @param vertx has the worker threads
 */
record StatsHandler(Vertx vertx, HttpMonitor monitor) implements Handler<RoutingContext> {
  /** Marks the route of the endpoint. */
  private static final String SERVING = "dev.lapwing.vertx.stats";

  private static final int PIECE = 1 << 16;

  static boolean serves(Route route) {
    return route.metadata().containsKey(SERVING);
  }

  void addTo(Router router) {
    String base = monitor.endpoint().basePath();
    router.route(base + "/*").putMetadata(SERVING, true).handler(this);
  }

  @Override
  public void handle(RoutingContext context) {
    VertxCall call = VertxCall.of(context);
    if (call != null) {
      monitor.discard(call);
    }
    StatsRequest request = statsRequest(context);
    vertx
        .executeBlocking(() -> new Answer(monitor.endpoint().handle(request)), false)
        .onSuccess(answer -> send(answer, context.response()))
        .onFailure(context::fail);
  }

  private static StatsRequest statsRequest(RoutingContext context) {
    HttpServerRequest request = context.request();
    HttpConnection connection = request.connection();
    User user = context.user();
    String below = context.pathParam("*");
    return new StatsRequest(
        request.method().name(),
        below == null || below.isEmpty() || below.equals("/") ? "" : "/" + below,
        request.query(),
        StatsRequest.HeaderLookup.of(
            name -> header(request, name), () -> request.headers().names()),
        farther(connection.remoteAddress(true), connection.remoteAddress()),
        farther(connection.localAddress(true), connection.localAddress()),
        user == null ? null : user.subject());
  }

  /** Forwarded headers do not rewrite these; HTTP/2 has an authority for a host. */
  private static @Nullable String header(HttpServerRequest request, String name) {
    String value = request.getHeader(name);
    HostAndPort authority = request.authority();
    return value == null && authority != null && name.equals("host") ? authority.toString() : value;
  }

  /** Of the socket's address and what the proxy protocol made of it, none may be of elsewhere. */
  private static @Nullable InetAddress farther(
      @Nullable SocketAddress socket, @Nullable SocketAddress told) {
    InetAddress real = address(socket);
    return real != null && real.isLoopbackAddress() ? address(told) : real;
  }

  /** Null for a Unix domain socket. */
  private static @Nullable InetAddress address(@Nullable SocketAddress socket) {
    return socket == null ? null : StatsRequest.address(socket.hostAddress());
  }

  private static void send(Answer answer, HttpServerResponse response) {
    // The client may have left, and a handler of timeouts may have answered, while it was made.
    if (response.headWritten() || response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(answer.reply.status());
    answer.reply.headers().forEach(response::putHeader);
    if (answer.body.length() > 0) {
      response.putHeader("Content-Length", Integer.toString(answer.body.length()));
    }
    sendFrom(0, answer.body, response);
  }

  /** Sends until the client is behind, and goes on when it has caught up. */
  private static void sendFrom(int start, Buffer body, HttpServerResponse response) {
    // The queue may be full and drain once more after the end.
    response.drainHandler(null);
    int end = Math.min(start + PIECE, body.length());
    Buffer piece = body.slice(start, end);
    if (end == body.length()) {
      response.end(piece);
      return;
    }
    response.write(piece);
    if (response.writeQueueFull()) {
      response.drainHandler(drained -> sendFrom(end, body, response));
    } else if (!response.closed()) {
      sendFrom(end, body, response);
    }
  }

  /** A reply with its body. */
  private record Answer(StatsReply reply, Buffer body) {
    Answer(StatsReply reply) {
      this(reply, Buffer.buffer(reply.body()));
    }
  }
}
