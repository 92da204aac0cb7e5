// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a run gave: every round as it was, and what follows from them.
 *
 * @param versions by framework
 * @param failures what could not be measured, and why
 */
record Results(
    String mode,
    Environment environment,
    Plan plan,
    Map<String, List<String>> versions,
    List<Round> rounds,
    List<Fork> forks,
    List<Start> starts,
    List<Target> targets,
    List<String> failures) {

  static Results of(String mode, Environment environment, Plan plan) {
    return new Results(
        mode,
        environment,
        plan,
        new TreeMap<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  /** Whether all was measured, and Lapwing counted what was sent. */
  boolean sound() {
    return failures.isEmpty() && rounds.stream().allMatch(Round::exact);
  }
}
