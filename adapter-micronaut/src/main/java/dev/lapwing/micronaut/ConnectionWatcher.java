// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import dev.lapwing.http.HttpMonitor;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees the requests of one HTTP/1 connection come and their responses go.
 *
 * <p>Everything here runs on the connection's event loop, but {@link #newest}, which filters may
 * ask for from any thread. Responses go in the order in which their requests came.
 */
@SuppressWarnings("FutureReturnValueIgnored") // whoever writes or closes has the promise
final class ConnectionWatcher extends ChannelDuplexHandler {
  private final HttpMonitor monitor;
  private final Consumer<ConnectionWatcher> closed;
  private final Queue<MicronautCall> unanswered = new ArrayDeque<>(2);
  private volatile @Nullable MicronautCall newest;

  /**
   * @param closed called once the connection is
   */
  ConnectionWatcher(HttpMonitor monitor, Consumer<ConnectionWatcher> closed) {
    this.monitor = monitor;
    this.closed = closed;
  }

  /** Returns the call that was received last; null when there is none or it is answered. */
  @Nullable MicronautCall newest() {
    return newest;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      MicronautCall call = new MicronautCall(monitor, request);
      monitor.begin(call);
      unanswered.add(call);
      newest = call;
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    context.write(message, watched(context, message, promise));
  }

  private ChannelPromise watched(
      ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response) {
      if (isInterim(response.status())) {
        return promise;
      }
      MicronautCall call = unanswered.peek();
      if (call != null) {
        call.headSent(
            response.status().code(), response.headers().get(HttpHeaderNames.CONTENT_TYPE));
      }
    }
    if (message instanceof LastHttpContent) {
      MicronautCall call = answered();
      if (call == null) {
        return promise;
      }
      if (!promise.isVoid()) {
        return promise.addListener(call);
      }
      // As unvoid() does, but with one listener for both.
      call.failConnection();
      return context.newPromise().addListener(call);
    }
    return promise;
  }

  /** Takes the oldest call. An open connection must not keep the request that was its last. */
  private @Nullable MicronautCall answered() {
    MicronautCall call = unanswered.poll();
    if (unanswered.isEmpty()) {
      newest = null;
    }
    return call;
  }

  private static boolean isInterim(HttpResponseStatus status) {
    return status.codeClass() == HttpStatusClass.INFORMATIONAL
        && status.code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
  }

  /** The service closes: what it has not answered to the end, it never will. */
  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    endAll(call -> monitor.end(call, new IOException("the service closed the connection")));
    context.close(promise);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      endAll(monitor::abort);
    }
    context.fireExceptionCaught(cause);
  }

  /** The client has left, unless the service closed before. */
  @Override
  public void channelInactive(ChannelHandlerContext context) {
    endAll(monitor::abort);
    closed.accept(this);
    context.fireChannelInactive();
  }

  private void endAll(Consumer<MicronautCall> end) {
    for (MicronautCall call = answered(); call != null; call = answered()) {
      end.accept(call);
    }
  }
}
