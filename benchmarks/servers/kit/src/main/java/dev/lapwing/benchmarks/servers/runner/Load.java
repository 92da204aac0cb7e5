// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.runner;

/**
 * What wrk saw of one load.
 *
 * @param requests those whose response has arrived, whatever its status
 * @param failures connections, reads and writes that failed, timeouts, and statuses over 399
 */
record Load(long requests, long micros, long failures, double p50Micros, double p99Micros) {

  double requestsPerSecond() {
    return requests * 1e6 / micros;
  }
}
