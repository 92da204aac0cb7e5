// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.runner;

import dev.lapwing.benchmarks.servers.Service;
import java.util.List;

/**
 * How much is measured.
 *
 * @param serversSeconds what all loads may take together; each framework gets as many forks as fit
 *     into its share
 * @param startUpSeconds what all cold starts may take together
 * @param warmUpSeconds the load on each JVM before its rounds
 * @param roundSeconds the length of one round
 * @param rounds the rounds of each JVM
 */
record Plan(
    List<Service> services,
    int serversSeconds,
    int startUpSeconds,
    int warmUpSeconds,
    int roundSeconds,
    int rounds) {

  /** The least number of forks: below, there is no interval. */
  static final int MIN_FORKS = 2;

  /** The most cold starts of each variant. */
  static final int MAX_STARTS = 15;

  static Plan of(String mode) {
    return switch (mode) {
      case "quick" -> new Plan(List.of(Service.TRIVIAL), 120, 45, 1, 1, 1);
      case "full" -> new Plan(List.of(Service.values()), 1_500, 300, 4, 2, 3);
      default -> throw new IllegalArgumentException("quick or full, not " + mode);
    };
  }
}
