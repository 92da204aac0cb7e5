// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Documents of 1,000 operations, of which no body is ever held as a whole. */
class LargeDocumentTest {
  private static final int INTERNAL = 300;
  private static final int HTTP = 700;

  private final MonitoredEndpoint endpoint = new MonitoredEndpoint(1_000);

  @BeforeEach
  void record() {
    for (int i = 0; i < HTTP; i++) {
      endpoint.calls("/resource-" + i + "/{id}", 1 + i % 3);
    }
    for (int i = 0; i < INTERNAL; i++) {
      endpoint.monitor.record("work." + i, Duration.ofNanos(1_234_567L * (i + 1)), i % 7 != 0);
    }
    endpoint.advanceSeconds(2);
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', identity, 450000",
    "'', gzip, 10000",
    "/series?window=1m&operation=*, identity, 80000"
  })
  void body_isWrittenInSmallPieces(String path, String encoding, int leastBytes)
      throws IOException {
    StatsReply reply =
        endpoint.client().at(path).header("accept-encoding", encoding).sendUnchecked();
    assertThat(EndpointClient.body(reply)).contains("\"operationsReturned\":1000");
    Counting counting = new Counting();
    reply.writeTo(counting);

    assertThat(counting.bytes).isGreaterThan(leastBytes);
    assertThat(counting.largest).isLessThanOrEqualTo(8_192);
  }

  /** What is left over after each number is small change; the body itself would be far more. */
  @Test
  void writing_holdsNothingOfTheBody() throws IOException {
    StatsReply reply = endpoint.client().at("").sendUnchecked();
    Counting counting = new Counting();
    for (int i = 0; i < 5; i++) {
      reply.writeTo(counting);
    }
    counting.watching = true;
    reply.writeTo(counting);

    assertThat(counting.mostAllocatedBetweenWrites).isLessThan(200_000);
  }

  /** The bound is far above what it takes, so that only a different order of cost fails. */
  @Test
  @Timeout(60)
  void anHourOfEveryOperationInStepsOfTenSeconds_isMadeInSeconds() throws IOException {
    for (int step = 0; step < 365; step++) {
      for (int i = 0; i < INTERNAL; i++) {
        endpoint.monitor.record("work." + i, Duration.ofNanos(1_000_003L * (i + step)), true);
      }
      for (int i = 0; i < HTTP; i++) {
        endpoint.calls("/resource-" + i + "/{id}", 1);
      }
      endpoint.time.advance(Duration.ofSeconds(10));
    }
    Counting counting = new Counting();

    long begin = System.nanoTime();
    endpoint.client().at("/series?window=1h&operation=*").sendUnchecked().writeTo(counting);
    long millis = (System.nanoTime() - begin) / 1_000_000;

    assertThat(counting.bytes).isGreaterThan(2_000_000);
    assertThat(millis).isLessThan(10_000);
    JsonNode series = endpoint.read("/series?window=1h&operation=*&points=60");
    assertThat(series.at("/window/complete").asBoolean()).isTrue();
    assertThat(series.get("operationsReturned").asInt()).isEqualTo(1_000);
    for (JsonNode operation : series.get("operations").values()) {
      long sum = operation.get("count").values().stream().mapToLong(JsonNode::asLong).sum();
      assertThat(sum).isBetween(360L, 361L);
    }
  }

  /** A reader who stops reading holds up nothing but the connection. */
  @Test
  @Timeout(60)
  void endlessReader_holdsNoLock() throws Exception {
    for (String path : new String[] {"", "/series?operation=*", "/operation?name=work.1"}) {
      StatsReply reply = endpoint.client().at(path).sendUnchecked();
      Stuck stuck = new Stuck();
      FutureTask<Void> writing =
          new FutureTask<>(
              () -> {
                reply.writeTo(stuck);
                return null;
              });
      new Thread(writing).start();
      assertThat(stuck.reached.await(10, TimeUnit.SECONDS)).isTrue();

      endpoint.calls("/resource-1/{id}", 1);
      endpoint.calls("/new" + path.length(), 1);
      endpoint.advanceSeconds(2);
      assertThat(endpoint.get(path).status()).isEqualTo(200);
      assertThat(endpoint.get("?window=1m&limit=1").status()).isEqualTo(200);
      assertThat(endpoint.get("/series").status()).isEqualTo(200);
      assertThat(endpoint.get("/slow").status()).isEqualTo(200);
      assertThat(endpoint.get("/active").status()).isEqualTo(200);
      endpoint.monitor.scope("other").clear();
      assertThat(writing.isDone()).isFalse();

      stuck.goOn.countDown();
      writing.get(10, TimeUnit.SECONDS);
      assertThat(stuck.bytes).isGreaterThan(1_000);
    }
    endpoint.monitor.clear();
  }

  /** Counts what is written, in pieces of what size, and what is allocated in between. */
  private static final class Counting extends OutputStream {
    long bytes;
    int largest;
    boolean watching;
    long mostAllocatedBetweenWrites;
    private long allocatedBefore;

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      bytes += length;
      largest = Math.max(largest, length);
      if (watching) {
        long allocated = allocatedByThisThread();
        if (allocatedBefore > 0) {
          mostAllocatedBetweenWrites =
              Math.max(mostAllocatedBetweenWrites, allocated - allocatedBefore);
        }
        allocatedBefore = allocatedByThisThread();
      }
    }
  }

  private static long allocatedByThisThread() {
    try {
      return (long)
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(
                  new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME),
                  "CurrentThreadAllocatedBytes");
    } catch (JMException e) {
      throw new AssertionError(e);
    }
  }

  /** Takes nothing until it is told to go on. */
  private static final class Stuck extends OutputStream {
    final CountDownLatch reached = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
    volatile long bytes;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      reached.countDown();
      try {
        if (!goOn.await(60, TimeUnit.SECONDS)) {
          throw new IOException("never told to go on");
        }
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      bytes += length;
    }
  }
}
