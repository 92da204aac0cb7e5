// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.adapters;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The server's end of a connection that is open, but that nothing comes or goes through: requests
 * are given to its pipeline as if they had been read, responses are counted where they would be
 * written.
 */
final class FedChannel implements AutoCloseable {
  private final Socket client;
  private final Channel channel;
  private final ByteBuf request;
  private final Sink sink = new Sink();

  private FedChannel(Socket client, Channel channel, String path) {
    this.client = client;
    this.channel = channel;
    this.request =
        Unpooled.unreleasableBuffer(
            Unpooled.directBuffer()
                .writeBytes(
                    ("GET " + path + " HTTP/1.1\r\nhost: localhost\r\n\r\n").getBytes(US_ASCII)));
    channel.pipeline().addFirst(sink);
  }

  /**
   * Connects to a server.
   *
   * @param accepted the server's end of the connection, once there is one
   */
  static FedChannel open(int port, CompletableFuture<Channel> accepted, String path)
      throws Exception {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
    return new FedChannel(client, accepted.get(10, TimeUnit.SECONDS), path);
  }

  /**
   * Has a number of requests served by the event loop, one after another.
   *
   * @throws IllegalStateException if not all of them are answered 200 at once
   */
  long serve(int requests) throws Exception {
    return channel.eventLoop().submit(() -> feed(requests)).get();
  }

  private long feed(int requests) {
    sink.answers = 0;
    ChannelPipeline pipeline = channel.pipeline();
    for (int i = 0; i < requests; i++) {
      pipeline.fireChannelRead(request.duplicate());
      pipeline.fireChannelReadComplete();
    }
    if (sink.answers != requests) {
      throw new IllegalStateException(sink.answers + " answers to " + requests + " requests");
    }
    return sink.written;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  private static final class Sink extends ChannelOutboundHandlerAdapter {
    private static final ByteBuf OK = Unpooled.copiedBuffer("HTTP/1.1 200 ", US_ASCII);

    int answers;
    long written;

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      if (message instanceof ByteBuf bytes) {
        written += bytes.readableBytes();
        if (bytes.readableBytes() > OK.readableBytes() && isAnswer(bytes)) {
          answers++;
        }
      }
      ReferenceCountUtil.release(message);
      promise.trySuccess();
    }

    private static boolean isAnswer(ByteBuf bytes) {
      return bytes.slice(bytes.readerIndex(), OK.readableBytes()).equals(OK);
    }

    @Override
    public void flush(ChannelHandlerContext context) {}
  }
}
