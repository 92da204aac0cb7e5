// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.javalin;

import io.javalin.config.JavalinConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Micrometer for Prometheus. */
final class MicrometerMonitoring {

  private MicrometerMonitoring() {}

  static void add(JavalinConfig config) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    config.registerPlugin(new RequestTimers(registry));
    config.routes.get("/metrics", ctx -> ctx.contentType("text/plain").result(registry.scrape()));
    config.events.serverStopped(registry::close);
  }
}
