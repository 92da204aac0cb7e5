// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import dev.lapwing.PerformanceMonitorBuilder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of the contract on one server; for the scenarios and their extension alone. */
public final class ContractRun {
  private final HttpServerContract contract;
  private @Nullable ContractResults results;
  private @Nullable TestedServer shared;

  ContractRun(HttpServerContract contract) {
    this.contract = contract;
  }

  ContractResults results() {
    ContractResults current = results;
    if (current == null) {
      current = new ContractResults(contract.serverName(), contract.serverVersion());
      results = current;
    }
    return current;
  }

  HttpServerContract contract() {
    return contract;
  }

  /** Returns the server that scenarios share; starts it for the first. */
  TestedServer shared() {
    TestedServer current = shared;
    if (current == null) {
      current = start("", settings -> {});
      shared = current;
    }
    return current;
  }

  /** Starts a server for one scenario, which closes it. */
  TestedServer start(String contextPath, Consumer<PerformanceMonitorBuilder> settings) {
    return TestedServer.start(contract, contextPath, settings, true);
  }

  /** Starts a server of whose monitor something is to fail. */
  TestedServer startFaulty(Consumer<PerformanceMonitorBuilder> settings) {
    return TestedServer.start(contract, "", settings, false);
  }

  /** Puts the shared server back to zero. */
  void beginScenario() {
    if (shared != null) {
      shared.reset();
    }
  }

  /**
   * Checks that a scenario left nothing behind. A server that it failed on, or left something on,
   * is given up.
   */
  void endScenario(boolean failed) {
    if (shared == null) {
      return;
    }
    boolean clean = false;
    try {
      if (!failed) {
        shared.assertAtRest();
        clean = true;
      }
    } finally {
      if (!clean) {
        close();
      }
    }
  }

  /** Stops the shared server. */
  void close() {
    if (shared != null) {
      TestedServer ended = shared;
      shared = null;
      ended.stop();
    }
  }
}
