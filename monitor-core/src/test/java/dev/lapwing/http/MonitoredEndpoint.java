// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.ManualTimeSource;
import dev.lapwing.PerformanceMonitor;
import dev.lapwing.TestCall;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** A monitor that stands still but for what a test lets happen, and its endpoint. */
final class MonitoredEndpoint implements AutoCloseable {
  final ManualTimeSource time = new ManualTimeSource();
  final PerformanceMonitor monitor;

  MonitoredEndpoint() {
    this(200);
  }

  /**
   * @param maxInternalOperations the most internal operations
   */
  MonitoredEndpoint(int maxInternalOperations) {
    monitor =
        PerformanceMonitor.builder()
            .service("orders")
            .timeSource(time)
            .access(StatsAccess.OPEN)
            .maxInternalOperations(maxInternalOperations)
            .logSlowOperations(false)
            .build();
  }

  /** Returns a client that has not said what it wants yet. */
  EndpointClient client() {
    return EndpointClient.of(monitor);
  }

  /** Returns the document at a path with a query; it must be there. */
  JsonNode read(String pathAndQuery) {
    return client().read(pathAndQuery);
  }

  StatsReply get(String pathAndQuery) {
    return client().at(pathAndQuery).send();
  }

  /** Lets a request begin, last and end. */
  void call(String route, int status, long millis) {
    TestCall call = TestCall.get(route, status).path(route.replace("{id}", "7"));
    monitor.http().begin(call);
    time.advance(Duration.ofMillis(millis));
    monitor.http().end(call, null);
  }

  /** Lets requests begin and end at once. */
  void calls(String route, int count) {
    for (int i = 0; i < count; i++) {
      TestCall.get(route, 200).runOn(monitor.http());
    }
  }

  void advanceSeconds(int seconds) {
    for (int i = 0; i < seconds; i++) {
      time.advance(Duration.ofSeconds(1));
    }
  }

  @Override
  public void close() {
    monitor.close();
  }
}
