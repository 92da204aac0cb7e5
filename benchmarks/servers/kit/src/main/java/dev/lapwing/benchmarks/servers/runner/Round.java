// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.runner;

import dev.lapwing.benchmarks.servers.Service;
import dev.lapwing.benchmarks.servers.runner.ServerProcess.Counters;
import org.jspecify.annotations.Nullable;

/**
 * One load on one server.
 *
 * @param fork which JVM of the variant; those of all variants with one number ran side by side
 * @param round which load of that JVM; those of all variants with one number ran one after another
 * @param counted the requests that Lapwing counted meanwhile, aborted ones included; null where it
 *     is not
 */
record Round(
    String framework,
    Service service,
    String variant,
    int fork,
    int round,
    Load load,
    double cpuMicrosPerRequest,
    double bytesPerRequest,
    @Nullable Long counted) {

  static Round of(
      Place place,
      String variant,
      Load load,
      Counters before,
      Counters after,
      @Nullable Long counted) {
    return new Round(
        place.framework(),
        place.service(),
        variant,
        place.fork(),
        place.round(),
        load,
        (after.cpuNanos() - before.cpuNanos()) / 1e3 / load.requests(),
        (double) (after.allocatedBytes() - before.allocatedBytes()) / load.requests(),
        counted);
  }

  /** Where in the run a load stands. */
  record Place(String framework, Service service, int fork, int round) {}

  double requestsPerSecond() {
    return load.requestsPerSecond();
  }

  double p99Micros() {
    return load.p99Micros();
  }

  /**
   * Whether Lapwing counted what was sent: every request whose response arrived, and of those under
   * way when the load ended, one for each connection at most, what the server had begun.
   */
  boolean exact() {
    return counted == null
        || (counted >= load.requests() && counted <= load.requests() + Wrk.CONNECTIONS);
  }
}
