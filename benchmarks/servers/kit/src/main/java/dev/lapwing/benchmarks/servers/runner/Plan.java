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

  /** The most cold starts of each variant. */
  static final int MAX_STARTS = 15;

  static Plan of(String mode) {
    return switch (mode) {
      case "quick" -> new Plan(List.of(Service.TRIVIAL), 150, 45, 4, 1, 3);
      case "full" -> new Plan(List.of(Service.values()), 2_400, 300, 25, 2, 4);
      default -> throw new IllegalArgumentException("quick or full, not " + mode);
    };
  }
}
