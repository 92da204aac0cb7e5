// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lapwing.TestCall;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Very many requests that nobody in his senses would send. */
class EndpointFuzzTest {
  private static final int REQUESTS = 200_000;

  /** To hold every body to its schema would take minutes. */
  private static final int CHECKED_ONE_IN = 50;

  private static final long SEED = 20_261_121;

  private static final List<String> METHODS =
      List.of("GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "OPTIONS", "TRACE", "get", "");

  private static final List<String> PATHS =
      List.of(
          "",
          "/",
          "/operation",
          "/series",
          "/slow",
          "/active",
          "/clear",
          "/operation/",
          "/x",
          "//",
          "/..",
          "clear",
          "/slow\u0000");

  private static final List<String> NAMES =
      List.of(
          "window",
          "operation",
          "kind",
          "sort",
          "limit",
          "offset",
          "fields",
          "pretty",
          "name",
          "points",
          "x",
          "",
          "%",
          "win%64ow",
          "%ff",
          "\ud83d");

  private static final List<String> VALUES =
      List.of(
          "1m",
          "5m",
          "1h",
          "24h",
          "total",
          "http",
          "internal",
          "p99",
          "-p99",
          "-count",
          "0",
          "1",
          "7",
          "360",
          "361",
          "-1",
          "99999999999",
          "true",
          "false",
          "count,p50",
          "*",
          "GET+/*",
          "GET%20/a",
          "GET%20/%C3%BC",
          "work",
          "%20",
          "%C3%BC",
          "%",
          "%z",
          "%ff",
          "%00",
          "%0D%0A",
          "\ud83d",
          "\u00fc",
          "",
          "***********a",
          "a,b,,");

  private static final List<String> HEADERS =
      List.of(
          "host",
          "origin",
          "content-type",
          "accept-encoding",
          "if-none-match",
          "authorization",
          "x-forwarded-for",
          "accept");

  private static final List<String> HEADER_VALUES =
      List.of(
          "",
          "*",
          "gzip",
          "gzip;q=0",
          "gzip;q=x",
          "W/\"a\"",
          "\"",
          "application/json",
          "null",
          "http://localhost:8080",
          "localhost:8080",
          "Bearer x",
          "\u0000",
          "\r\n",
          "\ud83d");

  private final Random random = new Random(SEED);

  @Test
  void noRequestFails_leavesATraceInTheLogOrAnythingInMemory() throws IOException {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger("dev.lapwing");
    log.start();
    logger.addAppender(log);
    try (MonitoredEndpoint endpoint = new MonitoredEndpoint()) {
      send(endpoint, 20_000);
      record(endpoint);
      long before = usedHeap();
      send(endpoint, REQUESTS);
      record(endpoint);
      long after = usedHeap();

      assertThat(after - before).isLessThan(4 << 20);
      assertThat(endpoint.read("").at("/self/swallowedErrors").asLong()).isZero();
      assertThat(log.list).isEmpty();
    } finally {
      logger.detachAppender(log);
    }
  }

  /** Leaves the numbers the same whatever was cleared before. */
  private static void record(MonitoredEndpoint endpoint) {
    endpoint.monitor.clear();
    endpoint.calls("/a", 3);
    endpoint.call("/\u00fc", 500, 2_000);
    endpoint.advanceSeconds(3);
  }

  private void send(MonitoredEndpoint endpoint, int requests) throws IOException {
    for (int i = 0; i < requests; i++) {
      if (i % 100 == 0) {
        endpoint.calls("/a", 1);
        endpoint.advanceSeconds(1);
        TestCall.get("/\u00fc", 404).runOn(endpoint.monitor.http());
      }
      EndpointClient client = endpoint.client().method(any(METHODS)).path(path()).query(query());
      for (int header = random.nextInt(3); header > 0; header--) {
        client.header(any(HEADERS), any(HEADER_VALUES));
      }
      StatsReply reply = client.sendUnchecked();
      assertThat(reply.status()).isLessThan(500);
      if (i % CHECKED_ONE_IN == 0) {
        Schemas.assertValid(reply);
      } else {
        reply.writeTo(OutputStream.nullOutputStream());
      }
    }
  }

  private String path() {
    return random.nextInt(20) == 0 ? any(PATHS) + noise() : any(PATHS);
  }

  private String query() {
    return random.nextInt(5) == 0
        ? null
        : IntStream.range(0, random.nextInt(4))
            .mapToObj(i -> any(NAMES) + (random.nextInt(20) == 0 ? "" : "=") + value())
            .collect(Collectors.joining("&"));
  }

  private String value() {
    return random.nextInt(10) == 0 ? noise() : any(VALUES);
  }

  private String noise() {
    return random
        .ints(random.nextInt(random.nextInt(100) == 0 ? 10_000 : 12), 0, 0x10000)
        .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
        .toString();
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private String any(List<String> pool) {
    return pool.get(random.nextInt(pool.size()));
  }
}
