// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit.stub;

import dev.lapwing.http.StatsReply;
import dev.lapwing.http.StatsRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One connection, served by one thread, request after request. */
final class StubConnection implements Runnable {
  private final Socket socket;
  private final StubService service;
  private final StubMonitoring monitoring;
  private final List<Runnable> atClose = new ArrayList<>();

  StubConnection(Socket socket, StubService service, StubMonitoring monitoring) {
    this.socket = socket;
    this.service = service;
    this.monitoring = monitoring;
  }

  @Override
  public void run() {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean open = true;
      while (open) {
        StubRequest request = StubRequest.read(in);
        open = request != null && serve(request) && !request.isLast();
      }
    } catch (IOException left) {
      // Between two requests a client may leave as it likes.
    }
    atClose.forEach(Runnable::run);
  }

  /** Serves a request; returns whether the connection can take another. */
  private boolean serve(StubRequest request) throws IOException {
    StubCall[] call = new StubCall[1];
    StubExchange exchange =
        new StubExchange(request, socket.getOutputStream(), () -> monitoring.headSent(call[0]));
    call[0] = monitoring.begin(exchange);
    Throwable failure = null;
    try {
      if (service.isForEndpoint(exchange.path())) {
        answerFromEndpoint(exchange, call[0]);
      } else {
        answerFromService(exchange, call[0]);
      }
    } catch (Throwable thrown) {
      failure = thrown;
    }
    boolean complete = complete(exchange, failure);
    tellEnd(exchange, call[0], failure);
    return complete && exchange.status() != 101;
  }

  private void answerFromService(StubExchange exchange, StubCall call) throws Exception {
    service.serve(exchange, exchange.path());
    while (exchange.isAsync()) {
      if (monitoring.has(Fault.ASYNC_AT_ITS_START)) {
        monitoring.end(exchange, call, null);
      }
      String dispatchedTo = await(exchange);
      if (dispatchedTo != null) {
        exchange.countDispatch();
        service.serve(exchange, dispatchedTo);
      }
    }
  }

  /** Waits for an async request, which ends with null or goes on at another path. */
  private static @Nullable String await(StubExchange exchange) throws Exception {
    CompletableFuture<@Nullable String> async = exchange.takeAsync();
    try {
      return async == null ? null : async.get(exchange.asyncTimeoutMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (TimeoutException late) {
      exchange.setStatus(503);
      return null;
    }
  }

  private void answerFromEndpoint(StubExchange exchange, StubCall call) throws IOException {
    exchange.setForEndpoint();
    monitoring.discard(call);
    StatsReply reply = monitoring.monitor().endpoint().handle(statsRequest(exchange));
    exchange.setStatus(reply.status());
    if (reply.status() >= 400) {
      monitoring.refused(exchange);
    }
    reply.headers().forEach(exchange::setHeader);
    reply.writeTo(exchange.body());
  }

  private StatsRequest statsRequest(StubExchange exchange) {
    return new StatsRequest(
        exchange.method(),
        service.belowEndpoint(exchange.path()),
        exchange.query(),
        new Headers(exchange.request()),
        socket.getInetAddress(),
        socket.getLocalAddress(),
        null);
  }

  /** Sends what is left to send; returns whether the response was complete. */
  private boolean complete(StubExchange exchange, @Nullable Throwable failure) {
    if (exchange.isWriteFailed() || (failure != null && exchange.isHeadSent())) {
      return false;
    }
    try {
      if (failure != null) {
        StubService.answerFailure(exchange, failure, monitoring.has(Fault.EXCEPTION_AS_200));
      }
      StubService.addErrorPage(exchange);
      exchange.finish();
      return true;
    } catch (IOException left) {
      return false;
    }
  }

  private void tellEnd(StubExchange exchange, StubCall call, @Nullable Throwable failure) {
    Throwable escaped = StubService.isHandled(failure) ? null : failure;
    if (exchange.isWriteFailed()) {
      monitoring.clientLeft(exchange, call);
    } else if (monitoring.has(Fault.LATE_RECORDING)) {
      atClose.add(() -> monitoring.end(exchange, call, escaped));
    } else {
      monitoring.end(exchange, call, escaped);
    }
  }

  /** The headers of a request. */
  private record Headers(StubRequest request) implements StatsRequest.HeaderLookup {
    @Override
    public @Nullable String first(String lowerCaseName) {
      return request.headers().get(lowerCaseName);
    }

    @Override
    public Collection<String> names() {
      return request.headers().keySet();
    }
  }
}
