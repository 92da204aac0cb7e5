// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.http.StatsEndpoint;
import dev.lapwing.http.StatsReply;
import dev.lapwing.http.StatsRequest;
import io.micronaut.context.annotation.Executable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteBuilder.UriNamingStrategy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** Serves the stats endpoint, off the event loops, behind the service's own filters. */
@Singleton
class StatsController {
  private final StatsEndpoint endpoint;
  private final int baseLength;
  private final ExecutorService executor;

  /**
   * @param names puts the context path before the base
   */
  StatsController(
      PerformanceMonitor monitor,
      UriNamingStrategy names,
      @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
    this.endpoint = monitor.http().endpoint();
    this.baseLength = names.resolveUri(endpoint.basePath()).length();
    this.executor = executor;
  }

  /** Answers a request to the base or to what is below it. */
  @Executable
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<Publisher<byte[]>> answer(HttpRequest<?> request) {
    StatsReply reply = endpoint.handle(statsRequest(request));
    MutableHttpResponse<Publisher<byte[]>> response = HttpResponse.status(reply.status(), null);
    reply.headers().forEach(response::header);
    return response.body(StreamedReply.of(reply, executor));
  }

  private StatsRequest statsRequest(HttpRequest<?> request) {
    HttpRequest<?> received = Connections.received(request);
    return new StatsRequest(
        request.getMethodName(),
        request.getPath().substring(baseLength),
        request.getUri().getRawQuery(),
        StatsRequest.HeaderLookup.of(received.getHeaders()::get, received.getHeaders()::names),
        host(Connections.address(received::getRemoteAddress)),
        host(Connections.address(received::getServerAddress)),
        request.getUserPrincipal().map(Principal::getName).orElse(null));
  }

  private static @Nullable InetAddress host(@Nullable InetSocketAddress end) {
    return end == null ? null : end.getAddress();
  }

  /**
   * Publishes the body of a reply while it is written, one block at a time: whoever writes waits
   * for whoever reads, and stops when that one leaves.
   */
  private static final class StreamedReply extends OutputStream {
    private static final int BLOCK_BYTES = 1 << 14;

    private final FluxSink<byte[]> reader;
    private final Semaphore signals = new Semaphore(0);

    private StreamedReply(FluxSink<byte[]> reader) {
      this.reader = reader;
    }

    /**
     * Returns a publisher that has the reply written when it is subscribed to.
     *
     * @param executor its threads may wait
     */
    static Publisher<byte[]> of(StatsReply reply, Executor executor) {
      return Flux.create(reader -> new StreamedReply(reader).start(reply, executor));
    }

    private void start(StatsReply reply, Executor executor) {
      reader.onRequest(more -> signals.release());
      reader.onDispose(signals::release);
      executor.execute(() -> write(reply));
    }

    private void write(StatsReply reply) {
      try (OutputStream out = new BufferedOutputStream(this, BLOCK_BYTES)) {
        reply.writeTo(out);
      } catch (IOException | RuntimeException failure) {
        reader.error(failure);
        return;
      }
      reader.complete();
    }

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      awaitReader();
      reader.next(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    private void awaitReader() throws IOException {
      try {
        while (reader.requestedFromDownstream() == 0 && !reader.isCancelled()) {
          signals.acquire();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("the service stops");
      }
      if (reader.isCancelled()) {
        throw new IOException("the reader has left");
      }
    }
  }
}
