// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.client;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.lapwing.PerformanceMonitor;
import dev.lapwing.http.StatsReply;
import dev.lapwing.http.StatsRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real server on this machine that answers as a test says, and remembers what it was asked. */
final class TestServer implements AutoCloseable {
  final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final HttpServer server;

  /** A request that was received. */
  record Asked(URI uri, Headers headers) {}

  TestServer(HttpHandler handler) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext(
        "/stats",
        exchange -> {
          asked.add(new Asked(exchange.getRequestURI(), exchange.getRequestHeaders()));
          try (exchange) {
            handler.handle(exchange);
          }
        });
    server.start();
  }

  /** Returns a server that answers with the endpoint of a monitor. */
  static TestServer of(PerformanceMonitor monitor) throws IOException {
    return new TestServer(exchange -> serve(monitor, exchange));
  }

  /** Returns a server that gives one answer to everything. */
  static TestServer answering(int status, String type, String body) throws IOException {
    return new TestServer(exchange -> answer(exchange, status, type, body));
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/stats");
  }

  static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
  }

  static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static void serve(PerformanceMonitor monitor, HttpExchange exchange) throws IOException {
    StatsReply reply = monitor.http().endpoint().handle(statsRequest(exchange));
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    reply.writeTo(body);
    send(exchange, reply.status(), body.toByteArray());
  }

  private static StatsRequest statsRequest(HttpExchange exchange) {
    return new StatsRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath().substring("/stats".length()),
        exchange.getRequestURI().getRawQuery(),
        new StatsRequest.HeaderLookup() {
          @Override
          public String first(String lowerCaseName) {
            return exchange.getRequestHeaders().getFirst(lowerCaseName);
          }

          @Override
          public Collection<String> names() {
            return exchange.getRequestHeaders().keySet();
          }
        },
        exchange.getRemoteAddress().getAddress(),
        exchange.getLocalAddress().getAddress(),
        null);
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
