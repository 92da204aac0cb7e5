// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import dev.lapwing.http.StatsReply;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * Publishes the body of a reply while it is written, one block at a time: whoever writes waits for
 * whoever reads, and stops when that one leaves.
 */
final class StreamedReply extends OutputStream {
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
