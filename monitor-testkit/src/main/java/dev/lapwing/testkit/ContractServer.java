// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

/** A server that is running the contract's service. */
public interface ContractServer {

  /** Returns the port of 127.0.0.1 that it listens on. */
  int port();

  /** Stops it and everything that it started; the monitor is not its to close. */
  void stop() throws Exception;
}
