// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.javalin;

import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import io.javalin.router.ParsedEndpoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.http.Outcome;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Does for a request what the {@code MicrometerPlugin} of javalin-micrometer 7 does: logs it into a
 * timer that is looked up by method, route, status, outcome and exception, and finds the route by
 * matching the path once more.
 */
final class RequestTimers extends Plugin<Void> {

  private final MeterRegistry registry;

  RequestTimers(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void onInitialize(JavalinState state) {
    state.requestLogger.http((ctx, millis) -> record(ctx, millis, state));
  }

  private void record(Context ctx, float millis, JavalinState state) {
    int status = ctx.res().getStatus();
    Timer.builder("http.server.requests")
        .tags(
            "method", ctx.method().toString(),
            "uri", route(ctx, state),
            "status", Integer.toString(status),
            "outcome", Outcome.forStatus(status).name(),
            "exception", "None")
        .register(registry)
        .record((long) millis, TimeUnit.MILLISECONDS);
  }

  private static String route(Context ctx, JavalinState state) {
    List<ParsedEndpoint> found =
        state.internalRouter.findHttpHandlerEntries(ctx.method(), ctx.path());
    return found.isEmpty() ? "NOT_FOUND" : found.get(0).endpoint.path;
  }
}
