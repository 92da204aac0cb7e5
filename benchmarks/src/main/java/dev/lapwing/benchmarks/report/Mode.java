// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.report;

import java.util.Locale;

/** How long everything is measured. */
enum Mode {
  /** About two minutes, to see that nothing is far off. */
  BENCH(1, 2, 5, 500),
  /** About two minutes and a half. */
  QUICK(1, 3, 6, 500),
  /** About twenty minutes, for results that are kept. */
  FULL(3, 4, 5, 1_000);

  private final int forks;
  private final int warmups;
  private final int measurements;
  private final int iterationMillis;

  Mode(int forks, int warmups, int measurements, int iterationMillis) {
    this.forks = forks;
    this.warmups = warmups;
    this.measurements = measurements;
    this.iterationMillis = iterationMillis;
  }

  /**
   * Reads the name that is typed.
   *
   * @throws IllegalArgumentException with a sentence for the person who typed it
   */
  static Mode parse(String name) {
    for (Mode mode : values()) {
      if (mode.text().equals(name)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("mode is '" + name + "': allowed are bench, quick and full");
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  int forks() {
    return forks;
  }

  int warmups() {
    return warmups;
  }

  int measurements() {
    return measurements;
  }

  int iterationMillis() {
    return iterationMillis;
  }
}
