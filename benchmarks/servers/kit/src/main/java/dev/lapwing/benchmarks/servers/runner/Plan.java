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
 * @param roundSeconds the length of one round that is kept
 * @param warmUpRounds the first rounds of each JVM, of a second each, which are not kept; not one
 *     long load, for the end of a load and the begin of the next make the compiler start anew on
 *     much of a server
 * @param rounds the rounds of each JVM that are kept
 */
record Plan(
    List<Service> services,
    int serversSeconds,
    int startUpSeconds,
    int roundSeconds,
    int warmUpRounds,
    int rounds) {

  /** The length of one round that is not kept. */
  static final int WARM_UP_ROUND_SECONDS = 1;

  /** The most cold starts of each variant. */
  static final int MAX_STARTS = 15;

  static Plan of(String mode) {
    return switch (mode) {
      case "quick" -> new Plan(List.of(Service.TRIVIAL), 150, 45, 1, 4, 3);
      case "full" -> new Plan(List.of(Service.values()), 3_600, 420, 2, 16, 4);
      default -> throw new IllegalArgumentException("quick or full, not " + mode);
    };
  }
}
