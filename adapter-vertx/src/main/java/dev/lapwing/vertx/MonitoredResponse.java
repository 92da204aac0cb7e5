// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx;

import io.vertx.core.Handler;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * The response as a monitored router and its service see it. It has the one handler of each kind
 * that the server's response takes, hands every event on to the handler that the service has set,
 * if any, and tells the call.
 *
 * <p>Used by one thread at a time, as the response is. It is itself the handler of three kinds, so
 * that a request has few objects.
 */
final class MonitoredResponse extends ResponseWrapper implements Handler<Object> {
  private final MonitoredRouter router;
  private @Nullable VertxCall call;
  private @Nullable Handler<Void> onHead;
  private @Nullable Handler<Void> onEnd;
  private @Nullable Handler<Void> onClose;
  private @Nullable Handler<Throwable> onException;
  private boolean toldOfClose;

  @SuppressWarnings({"unchecked", "rawtypes"}) // takes whatever an event brings
  MonitoredResponse(HttpServerResponse raw, MonitoredRouter router) {
    super(raw);
    this.router = router;
    raw.headersEndHandler(nothing -> head());
    raw.endHandler((Handler) this);
    raw.closeHandler((Handler) this);
    raw.exceptionHandler((Handler) this);
  }

  /** Returns the response of a request to a monitored router; null for another. */
  static @Nullable MonitoredResponse of(RoutingContext context) {
    return context.response() instanceof MonitoredResponse monitored ? monitored : null;
  }

  MonitoredRouter router() {
    return router;
  }

  /** Returns the call of this request; null until the router has made a context. */
  @Nullable VertxCall call() {
    return call;
  }

  void begins(VertxCall begun) {
    call = begun;
  }

  private void head() {
    if (onHead != null) {
      onHead.handle(null);
    }
    if (call != null) {
      call.headEnds();
    }
  }

  /** An exception, the close of the connection, or else the end. */
  @Override
  public void handle(@Nullable Object event) {
    if (event instanceof Throwable failure) {
      try {
        tell(onException, failure);
      } finally {
        ended(failure);
      }
    } else if (raw.closed() && !toldOfClose) {
      toldOfClose = true;
      try {
        tell(onClose, null);
      } finally {
        ended(new VertxException("the connection was closed", true));
      }
    } else {
      try {
        tell(onEnd, null);
      } finally {
        ended(null);
      }
    }
  }

  private static <T> void tell(@Nullable Handler<T> handler, @Nullable T event) {
    if (handler != null) {
      handler.handle(event);
    }
  }

  private void ended(@Nullable Throwable incomplete) {
    if (call != null) {
      call.ended(incomplete);
    }
  }

  @Override
  public HttpServerResponse headersEndHandler(@Nullable Handler<Void> handler) {
    onHead = handler;
    return this;
  }

  @Override
  public HttpServerResponse endHandler(@Nullable Handler<Void> handler) {
    onEnd = handler;
    return this;
  }

  @Override
  public HttpServerResponse closeHandler(@Nullable Handler<Void> handler) {
    onClose = handler;
    return this;
  }

  @Override
  public HttpServerResponse exceptionHandler(@Nullable Handler<Throwable> handler) {
    onException = handler;
    return this;
  }
}
