// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring.contract;

import dev.lapwing.spring.Application;
import dev.lapwing.testkit.ContractServer;

/** The contract's service in an application. */
record BootServer(Application application) implements ContractServer {
  @Override
  public int port() {
    return application.port();
  }

  @Override
  public void stop() {
    application.close();
  }
}
