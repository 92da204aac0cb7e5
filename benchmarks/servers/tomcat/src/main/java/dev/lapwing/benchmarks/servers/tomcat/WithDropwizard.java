// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.tomcat;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.metrics.servlet6.InstrumentedFilter;
import org.apache.catalina.Context;

/** Dropwizard's filter: one timer for all requests, meters by status, no routes. */
final class WithDropwizard {

  private WithDropwizard() {}

  static void measure(Context context) {
    context
        .getServletContext()
        .setAttribute(InstrumentedFilter.REGISTRY_ATTRIBUTE, new MetricRegistry());
    Filters.add(context, InstrumentedFilter.class);
  }
}
