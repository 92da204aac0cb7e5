// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lapwing.ManualTimeSource;
import dev.lapwing.PerformanceMonitor;
import dev.lapwing.PerformanceMonitorBuilder;
import dev.lapwing.TimeSource;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import io.restassured.http.Header;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** A server under the contract, with its monitor, its time and its gate. */
final class TestedServer implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(5);

  private final ManualTimeSource time;
  private final Gate gate;
  private final PerformanceMonitor monitor;
  private final ContractServer server;
  private final KitClient client;
  private final Duration patience;
  private final boolean faultless;

  private TestedServer(
      ManualTimeSource time,
      Gate gate,
      PerformanceMonitor monitor,
      ContractServer server,
      KitClient client,
      Duration patience,
      boolean faultless) {
    this.time = time;
    this.gate = gate;
    this.monitor = monitor;
    this.server = server;
    this.client = client;
    this.patience = patience;
    this.faultless = faultless;
  }

  /**
   * Starts a server whose time stands still.
   *
   * @param settings may replace the time source, among others
   * @param faultless whether nothing is to fail in the monitor
   */
  static TestedServer start(
      HttpServerContract contract,
      String contextPath,
      Consumer<PerformanceMonitorBuilder> settings,
      boolean faultless) {
    ManualTimeSource time = new ManualTimeSource();
    PerformanceMonitor monitor = build(time, settings);
    Gate gate = new Gate();
    try {
      ContractServer server = contract.start(new ContractSetup(monitor, contextPath, gate));
      String statsPath = contextPath + monitor.http().endpoint().basePath();
      KitClient client = new KitClient(server.port(), statsPath);
      return new TestedServer(time, gate, monitor, server, client, contract.patience(), faultless);
    } catch (Exception e) {
      monitor.close();
      throw new IllegalStateException(contract.serverName() + " did not start", e);
    }
  }

  private static PerformanceMonitor build(
      TimeSource time, Consumer<PerformanceMonitorBuilder> settings) {
    PerformanceMonitorBuilder builder =
        PerformanceMonitor.builder()
            .service("contract")
            .instance("kit")
            .logSlowOperations(false)
            .timeSource(time)
            .environment(Map.of());
    settings.accept(builder);
    return builder.build();
  }

  ManualTimeSource time() {
    return time;
  }

  Gate gate() {
    return gate;
  }

  PerformanceMonitor monitor() {
    return monitor;
  }

  Response get(String path) {
    return send("GET", path);
  }

  Response send(String method, String path, Header... headers) {
    return client.send(method, path, new Headers(headers));
  }

  /** Opens a connection of its own. */
  RawConnection connect() {
    return RawConnection.to(server.port());
  }

  /** Opens a connection of its own and sends a request on it. */
  RawConnection open(String path) {
    RawConnection connection = connect();
    connection.send("GET", path);
    return connection;
  }

  /** Asks the endpoint for its document. */
  StatsView stats() {
    return client.stats();
  }

  /** Waits until the document is as it should be, and returns the last one read. */
  StatsView awaitStats(Predicate<StatsView> condition) {
    return awaitLast(this::stats, condition);
  }

  /** Returns what was read when the condition held, or at last; an assertion says which. */
  private <T> T awaitLast(Callable<T> reader, Predicate<T> condition) {
    try {
      return await()
          .pollDelay(Duration.ZERO)
          .pollInterval(POLL)
          .atMost(patience)
          .until(reader, condition);
    } catch (ConditionTimeoutException late) {
      try {
        return reader.call();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Waits until the document, as the monitor itself has it, is as it should be. */
  StatsDocument awaitDocument(Predicate<StatsDocument> condition) {
    return awaitLast(() -> monitor.http().endpoint().read(StatsQuery.DEFAULT), condition);
  }

  /**
   * Waits until nothing is in flight and everything is recorded that should be, and asserts that
   * nothing else is.
   *
   * @param rows of the form {@code GET /x {200=1}}, with {@code errors=1} behind it where there are
   */
  StatsView assertRecorded(String... rows) {
    List<String> expected = Stream.of(rows).sorted().toList();
    long count = expected.stream().mapToLong(StatsView::countOf).sum();
    StatsView stats =
        awaitStats(
            read -> read.count() > count || (read.activeRequests() == 0 && read.count() == count));
    assertThat(stats.recorded()).as("what is recorded").isEqualTo(expected);
    StatsView later = stats();
    assertThat(later.recorded()).as("what is recorded a request later").isEqualTo(expected);
    assertThat(later.activeRequests()).as("activeRequests").isZero();
    return later;
  }

  /** Waits until so many calls are recorded and in flight, and asserts that there are no more. */
  void awaitRecorded(long calls, int inFlight) {
    StatsDocument stats =
        awaitDocument(read -> read.totals().count() >= calls && read.activeRequests() == inFlight);
    assertThat(stats.totals().count()).as("calls that are recorded").isEqualTo(calls);
    assertThat(stats.activeRequests()).as("activeRequests").isEqualTo(inFlight);
  }

  /** Waits until so many requests are in flight, and asserts that nothing is recorded yet. */
  void assertInFlight(int requests) {
    StatsView stats = awaitStats(read -> read.activeRequests() == requests);
    assertThat(stats.activeRequests()).as("activeRequests").isEqualTo(requests);
    assertThat(stats.recorded()).as("what is recorded before the end").isEmpty();
  }

  /** Waits until nothing is in flight, and asserts that nothing is left behind or was swallowed. */
  void assertAtRest() {
    gate.openForAll();
    StatsDocument stats =
        awaitDocument(read -> read.activeRequests() == 0 && read.streams().open() == 0);
    assertThat(stats.activeRequests()).as("activeRequests after the end").isZero();
    assertThat(stats.streams().open()).as("streams.open after the end").isZero();
    assertThat(LocalReader.read(monitor.http().endpoint(), "/active").get("calls"))
        .as("the list of calls in flight after the end")
        .isEmpty();
    assertThat(stats.self().slotless()).as("self.slotless").isZero();
    assertThat(stats.self().lostCalls()).as("self.lostCalls").isZero();
    if (faultless) {
      assertThat(stats.self().swallowedErrors()).as("self.swallowedErrors").isZero();
      assertThat(stats.self().negativeDurations()).as("self.negativeDurations").isZero();
    }
  }

  /** Zeroes the numbers and closes the gate again. */
  void reset() {
    gate.close();
    monitor.clear();
  }

  /** Asserts that nothing is left behind, and stops. */
  @Override
  public void close() {
    try {
      assertAtRest();
    } finally {
      stop();
    }
  }

  void stop() {
    gate.openForAll();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      monitor.close();
    }
  }
}
