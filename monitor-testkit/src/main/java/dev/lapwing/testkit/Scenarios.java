// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

/** What every group of scenarios has at hand. */
interface Scenarios {

  /** Returns the run of the contract that a scenario is part of; for scenarios alone. */
  ContractRun run();

  /** Returns the server that scenarios share, with all its numbers at zero; for scenarios alone. */
  default TestedServer server() {
    return run().shared();
  }
}
