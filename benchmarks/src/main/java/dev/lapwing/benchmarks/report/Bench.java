// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.report;

import java.util.Map;
import java.util.TreeMap;

/**
 * A benchmark as it is to be run.
 *
 * @param name class and method, without the package
 * @param threads how many run it at the same time
 * @param parameters values of its parameters; those that are not named have all of theirs
 */
record Bench(String name, int threads, Map<String, String> parameters) {
  private static final String PACKAGE = "dev.lapwing.benchmarks.";

  Bench {
    parameters = Map.copyOf(new TreeMap<>(parameters));
  }

  /** Returns a benchmark on one thread. */
  static Bench of(String name) {
    return new Bench(name, 1, Map.of());
  }

  Bench on(int moreThreads) {
    return new Bench(name, moreThreads, parameters);
  }

  Bench with(String parameter, String value) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(parameter, value);
    return new Bench(name, threads, more);
  }

  /** Returns the name that JMH knows it by. */
  String fullName() {
    return PACKAGE + name;
  }

  /** Returns what it takes of time, in nanoseconds. */
  Quantity time() {
    return scores -> scores.nanos(this);
  }

  /** Returns what it allocates, in bytes. */
  Quantity bytes() {
    return scores -> scores.bytes(this);
  }
}
