// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.http.HttpMonitor;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches every HTTP/1 connection of the Netty servers, and knows which of them a request came on.
 * Thread-safe.
 */
@Singleton
@WhenEnabled
final class Connections implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  private final BeanProvider<PerformanceMonitor> monitor;
  private final ConcurrentMap<Ends, ConnectionWatcher> watchers = new ConcurrentHashMap<>();

  Connections(BeanProvider<PerformanceMonitor> monitor) {
    this.monitor = monitor;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    NettyServerCustomizer.Registry servers = event.getBean();
    servers.register(new Watching(monitor.get().http(), null));
    return servers;
  }

  /** Returns the call that a request was received as; null when its connection is not watched. */
  @Nullable MicronautCall callOf(HttpRequest<?> request) {
    HttpRequest<?> received = received(request);
    @Nullable ConnectionWatcher watcher;
    try {
      watcher = watchers.get(new Ends(received.getRemoteAddress(), received.getServerAddress()));
    } catch (ClassCastException file) {
      return null;
    }
    MicronautCall call = watcher == null ? null : watcher.newest();
    return call != null && call.awaitsMatch() ? call : null;
  }

  /** Returns an end of a connection; null when it has no internet address, but a file's. */
  static @Nullable InetSocketAddress address(Supplier<@Nullable InetSocketAddress> end) {
    try {
      return end.get();
    } catch (ClassCastException file) {
      return null;
    }
  }

  /** Returns a request as the server received it: filters may believe forwarded headers. */
  static HttpRequest<?> received(HttpRequest<?> request) {
    HttpRequest<?> inner = request;
    while (inner instanceof HttpRequestWrapper<?> wrapper) {
      inner = wrapper.getDelegate();
    }
    return inner;
  }

  /**
   * The two ends of a connection, which tell it from all others that are open. Equality is spelled
   * out: a record's own is linked when it is first asked, and a service's first request waits.
   */
  private record Ends(@Nullable SocketAddress client, @Nullable SocketAddress server) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Ends ends
          && Objects.equals(client, ends.client)
          && Objects.equals(server, ends.server);
    }

    @Override
    public int hashCode() {
      return 31 * Objects.hashCode(client) + Objects.hashCode(server);
    }
  }

  /** Puts a watcher into the pipeline of each connection. */
  private final class Watching implements NettyServerCustomizer {
    private final HttpMonitor http;
    private final @Nullable Channel channel;

    Watching(HttpMonitor http, @Nullable Channel channel) {
      this.http = http;
      this.channel = channel;
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel opened, ChannelRole role) {
      return new Watching(http, role == ChannelRole.CONNECTION ? opened : null);
    }

    /** Streams of HTTP/2 have no handler of this name, or no connection of their own. */
    @Override
    public void onStreamPipelineBuilt() {
      Channel connection = channel;
      if (connection == null) {
        return;
      }
      ChannelHandler inbound =
          connection.pipeline().get(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND);
      SocketAddress client = connection.remoteAddress();
      SocketAddress server = connection.localAddress();
      if (inbound != null && client != null && server != null) {
        Ends ends = new Ends(client, server);
        ConnectionWatcher watcher =
            new ConnectionWatcher(http, closed -> watchers.remove(ends, closed));
        watchers.put(ends, watcher);
        connection
            .pipeline()
            .addBefore(
                ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, "lapwing-watcher", watcher);
      }
    }
  }
}
