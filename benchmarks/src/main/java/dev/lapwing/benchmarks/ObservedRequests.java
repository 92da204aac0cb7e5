// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationRegistry;

/**
 * Requests as Spring Boot has Micrometer observe them: a convention that makes five key values of
 * low cardinality and one of high, and a handler that keeps a timer and a long task timer.
 */
final class ObservedRequests {
  private final ObservationRegistry registry = ObservationRegistry.create();
  private final ObservationConvention<Request> convention = new RequestConvention();

  ObservedRequests(MeterRegistry meters) {
    registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
  }

  void request(String method, String route, String status) {
    Request request = new Request(method, route);
    Observation observation = Observation.start(convention, () -> request, registry);
    request.status = status;
    observation.stop();
  }

  private static final class Request extends Observation.Context {
    final String method;
    final String route;
    String status = "";

    Request(String method, String route) {
      this.method = method;
      this.route = route;
    }
  }

  private static final class RequestConvention implements ObservationConvention<Request> {
    @Override
    public String getName() {
      return "http.server.requests";
    }

    @Override
    public String getContextualName(Request request) {
      return "http " + request.method + " " + request.route;
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(Request request) {
      return KeyValues.of(
          KeyValue.of("exception", "none"),
          KeyValue.of("method", request.method),
          KeyValue.of("outcome", "SUCCESS"),
          KeyValue.of("status", request.status),
          KeyValue.of("uri", request.status.isEmpty() ? "UNKNOWN" : request.route));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(Request request) {
      return KeyValues.of("http.url", "/api/v1/resource/7");
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return context instanceof Request;
    }
  }
}
