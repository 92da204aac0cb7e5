// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers;

/** Starts the server of one framework at a free port of 127.0.0.1. */
@FunctionalInterface
public interface Starter {

  /**
   * Starts it, and returns when it answers requests.
   *
   * @throws IllegalArgumentException if the framework has no such variant
   */
  Running start(Options options) throws Exception;
}
