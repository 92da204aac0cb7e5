// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.vertx;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;

/** vertx-micrometer-metrics for Prometheus, told to tell routes apart. */
final class MicrometerMonitoring implements Monitoring {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @Override
  public Vertx vertx() {
    MicrometerMetricsOptions metrics =
        new MicrometerMetricsOptions().addLabels(Label.HTTP_ROUTE).setEnabled(true);
    return Vertx.builder()
        .with(new VertxOptions().setMetricsOptions(metrics))
        .withMetrics(new MicrometerMetricsFactory(registry))
        .build();
  }

  @Override
  public Handler<HttpServerRequest> watched(Vertx vertx, Router router) {
    router
        .get("/metrics")
        .handler(
            context ->
                context.response().putHeader("Content-Type", "text/plain").end(registry.scrape()));
    return router;
  }

  @Override
  public void close() {
    registry.close();
  }
}
