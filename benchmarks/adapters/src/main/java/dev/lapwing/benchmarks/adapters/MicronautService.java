// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.adapters;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** A service of one route, that shows the server's end of its first connection. */
@Controller
class MicronautService {
  @Get("/orders/{id}")
  String order(String id) {
    return id;
  }

  @Singleton
  static class Accepted implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    final CompletableFuture<Channel> connection = new CompletableFuture<>();

    @Override
    public NettyServerCustomizer.Registry onCreated(
        BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
      event.getBean().register(new Taking());
      return event.getBean();
    }

    private final class Taking implements NettyServerCustomizer {
      @Override
      public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
        if (role == ChannelRole.CONNECTION) {
          connection.complete(channel);
        }
        return this;
      }
    }
  }
}
