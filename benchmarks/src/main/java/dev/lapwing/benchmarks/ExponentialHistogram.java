// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;

/** OpenTelemetry's SDK with an exponential histogram of base 2, and a reader that asks for all. */
final class ExponentialHistogram implements AutoCloseable {
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final Attributes USERS = Attributes.of(ROUTE, "/users/{id}");

  private final SdkMeterProvider provider =
      SdkMeterProvider.builder()
          .registerMetricReader(new CumulativeReader())
          .registerView(
              InstrumentSelector.builder().setName("latency").build(),
              View.builder().setAggregation(Aggregation.base2ExponentialBucketHistogram()).build())
          .build();
  private final DoubleHistogram histogram =
      provider.get("benchmark").histogramBuilder("latency").build();

  void record(double value) {
    histogram.record(value, USERS);
  }

  void record(double value, String route) {
    histogram.record(value, Attributes.of(ROUTE, route));
  }

  @Override
  public void close() {
    provider.close();
  }

  /** Without a reader the SDK records nothing. */
  private static final class CumulativeReader implements MetricReader {
    @Override
    public void register(CollectionRegistration registration) {}

    @Override
    public CompletableResultCode forceFlush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return AggregationTemporality.CUMULATIVE;
    }
  }
}
