// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.contract;

import dev.lapwing.servlet.containers.Containers;
import dev.lapwing.testkit.ContractServer;
import dev.lapwing.testkit.ContractSetup;
import dev.lapwing.testkit.HttpServerContract;
import io.undertow.Version;

/** Undertow under the contract. */
class UndertowContractTest extends HttpServerContract {
  @Override
  protected String serverName() {
    return "undertow";
  }

  @Override
  protected String serverVersion() {
    return Version.getVersionString();
  }

  @Override
  protected boolean noticesLeavingAtOnce() {
    return false;
  }

  @Override
  protected ContractServer start(ContractSetup setup) {
    return ContainedServer.start(Containers.UNDERTOW, setup);
  }
}
