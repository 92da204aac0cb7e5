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
 * @param starts the most cold starts of each variant; 0 for none
 * @param roundSeconds the length of one round that is kept
 * @param warmUpRounds the first rounds of each JVM, of a second each, which are not kept; not one
 *     long load, for the end of a load and the begin of the next make the compiler start anew on
 *     much of a server
 * @param rounds the rounds of each JVM that are kept
 * @param steady whether these are asked for less than they could answer, so that nothing queues;
 *     those that warm up are asked for all
 */
record Plan(
    List<Service> services,
    int serversSeconds,
    int startUpSeconds,
    int starts,
    int roundSeconds,
    int warmUpRounds,
    int rounds,
    boolean steady) {

  /** The length of one round that is not kept. */
  static final int WARM_UP_ROUND_SECONDS = 1;

  static Plan of(String mode) {
    return switch (mode) {
      case "quick" -> new Plan(List.of(Service.TRIVIAL), 150, 45, 15, 1, 4, 3, false);
      case "full" -> new Plan(List.of(Service.values()), 3_600, 420, 15, 2, 16, 4, false);
      case "steady" -> new Plan(List.of(Service.TRIVIAL), 1_920, 0, 0, 5, 8, 4, true);
      case "starts" -> new Plan(List.of(), 0, 960, 40, 0, 0, 0, false);
      default -> throw new IllegalArgumentException("quick, full, steady or starts, not " + mode);
    };
  }
}
