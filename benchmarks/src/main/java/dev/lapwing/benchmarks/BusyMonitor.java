// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks;

import dev.lapwing.ManualTimeSource;
import dev.lapwing.PerformanceMonitor;
import dev.lapwing.http.HttpCall;
import dev.lapwing.http.StatsReply;
import dev.lapwing.http.StatsRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A monitor with a number of operations, whose seconds pass when they are told to; so an hour of
 * history is there after some seconds of work. For one thread.
 */
final class BusyMonitor implements AutoCloseable {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int MEGABYTE = 1 << 20;

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private static final StatsRequest.HeaderLookup NO_HEADERS =
      new StatsRequest.HeaderLookup() {
        @Override
        public @Nullable String first(String lowerCaseName) {
          return lowerCaseName.equals("host") ? "localhost" : null;
        }

        @Override
        public Collection<String> names() {
          return List.of("host");
        }
      };

  private final ManualTimeSource time = new ManualTimeSource();
  private final Latencies latencies = new Latencies();
  private final Latencies.Position position = new Latencies.Position();
  private final PerformanceMonitor monitor;
  private final List<String> routes;

  /** Makes a monitor with the history that is the default. */
  BusyMonitor(int operations) {
    this(operations, 32);
  }

  BusyMonitor(int operations, int historyMegabytes) {
    monitor =
        PerformanceMonitor.builder()
            .timeSource(time)
            .maxHttpOperations(operations)
            .maxInternalOperations(operations)
            .historyMemory((long) historyMegabytes * MEGABYTE)
            .logSlowOperations(false)
            .build();
    routes =
        IntStream.range(0, operations).mapToObj(i -> "/api/v1/resource" + i + "/{id}").toList();
  }

  /** Sends requests to every operation, of log-normal durations around 2 ms. */
  void call(int timesEach) {
    long now = time.nanoTime();
    for (String route : routes) {
      for (int i = 0; i < timesEach; i++) {
        HttpCall call = new GetCall(route);
        monitor.http().begin(call);
        time.setNanoTime(now + latencies.next(position));
        monitor.http().end(call, null);
        time.setNanoTime(now);
      }
    }
  }

  /**
   * Records durations of operations of the service's own, as many as there are routes. Allocates
   * nothing, so that what the tick allocates can be seen.
   */
  void record(int timesEach) {
    for (String route : routes) {
      for (int i = 0; i < timesEach; i++) {
        monitor.record(route, latencies.nextDuration(position), true);
      }
    }
  }

  /** Lets a second pass, and so one tick. */
  void tick() {
    time.advance(SECOND);
  }

  /** Asks the endpoint, and returns how many bytes it answered. */
  long read(String path, @Nullable String query) {
    StatsReply reply =
        monitor
            .http()
            .endpoint()
            .handle(new StatsRequest("GET", path, query, NO_HEADERS, LOOPBACK, LOOPBACK, null));
    if (reply.status() != 200) {
      throw new IllegalStateException(path + "?" + query + " was answered " + reply.status());
    }
    CountingStream counting = new CountingStream();
    try {
      reply.writeTo(counting);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return counting.bytes;
  }

  PerformanceMonitor monitor() {
    return monitor;
  }

  @Override
  public void close() {
    monitor.close();
  }

  private static final class CountingStream extends OutputStream {
    long bytes;

    @Override
    public void write(int one) {
      bytes++;
    }

    @Override
    public void write(byte[] some, int from, int length) {
      bytes += length;
    }
  }
}
