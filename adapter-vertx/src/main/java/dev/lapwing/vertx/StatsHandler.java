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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Serves the stats endpoint. Answers are made on worker threads and sent by the event loop. */
final class StatsHandler implements Handler<RoutingContext> {
  /** Marks the route of the endpoint. */
  private static final String SERVING = "dev.lapwing.vertx.stats";

  private static final int PIECE = 1 << 16;

  private final Vertx vertx;
  private final HttpMonitor monitor;

  StatsHandler(Vertx vertx, HttpMonitor monitor) {
    this.vertx = vertx;
    this.monitor = monitor;
  }

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
      if (call.yields(context.currentRoute())) {
        context.next();
        return;
      }
      monitor.discard(call);
    }
    StatsRequest request = statsRequest(context);
    vertx
        .executeBlocking(() -> Answer.to(monitor.endpoint().handle(request)), false)
        .onSuccess(answer -> send(answer, context.response()))
        .onFailure(context::fail);
  }

  private static StatsRequest statsRequest(RoutingContext context) {
    HttpServerRequest request = context.request();
    HttpConnection connection = request.connection();
    User user = context.user();
    return new StatsRequest(
        request.method().name(),
        pathBelow(context),
        request.query(),
        new Headers(request),
        farther(connection.remoteAddress(true), connection.remoteAddress()),
        farther(connection.localAddress(true), connection.localAddress()),
        user == null ? null : user.subject());
  }

  private static String pathBelow(RoutingContext context) {
    String rest = context.pathParam("*");
    return rest == null || rest.isEmpty() || rest.equals("/") ? "" : "/" + rest;
  }

  /** Of the socket's address and what the proxy protocol made of it, none may be of elsewhere. */
  private static @Nullable InetAddress farther(
      @Nullable SocketAddress socket, @Nullable SocketAddress told) {
    InetAddress real = address(socket);
    return real != null && real.isLoopbackAddress() ? address(told) : real;
  }

  /** Null for a Unix domain socket; asks no name service. */
  private static @Nullable InetAddress address(@Nullable SocketAddress socket) {
    String literal = socket == null ? null : socket.hostAddress();
    if (literal == null) {
      return null;
    }
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static void send(Answer answer, HttpServerResponse response) {
    if (response.closed()) {
      return;
    }
    StatsReply reply = answer.reply;
    response.setStatusCode(reply.status());
    reply.headers().forEach(response::putHeader);
    if (answer.body.length() > 0) {
      response.putHeader("Content-Length", Integer.toString(answer.body.length()));
    }
    sendRest(answer.body, 0, response);
  }

  /** Sends until the client is behind, and goes on when it has caught up. */
  private static void sendRest(Buffer body, int sent, HttpServerResponse response) {
    int from = sent;
    while (body.length() - from > PIECE) {
      if (response.closed()) {
        return;
      }
      response.write(body.slice(from, from + PIECE));
      from += PIECE;
      if (response.writeQueueFull()) {
        int next = from;
        response.drainHandler(drained -> sendRest(body, next, response));
        return;
      }
    }
    response.end(body.slice(from, body.length()));
  }

  /** A reply with its body. */
  private record Answer(StatsReply reply, Buffer body) {
    static Answer to(StatsReply reply) throws IOException {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      reply.writeTo(body);
      return new Answer(reply, Buffer.buffer(body.toByteArray()));
    }
  }

  /** The headers of a request, which forwarded ones do not rewrite. */
  private record Headers(HttpServerRequest request) implements StatsRequest.HeaderLookup {
    @Override
    public @Nullable String first(String lowerCaseName) {
      String value = request.getHeader(lowerCaseName);
      return value == null && lowerCaseName.equals("host") ? authority() : value;
    }

    /** What HTTP/2 has for a host. */
    private @Nullable String authority() {
      HostAndPort authority = request.authority();
      return authority == null ? null : authority.toString();
    }

    @Override
    public Collection<String> names() {
      return request.headers().names();
    }
  }
}
