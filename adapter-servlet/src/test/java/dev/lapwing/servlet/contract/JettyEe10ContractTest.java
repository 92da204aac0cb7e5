// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.contract;

import dev.lapwing.servlet.containers.Containers;
import dev.lapwing.testkit.ContractServer;
import dev.lapwing.testkit.ContractSetup;
import dev.lapwing.testkit.HttpServerContract;
import org.eclipse.jetty.server.Server;

/** Jetty with the servlet API of Jakarta EE 10 under the contract. */
class JettyEe10ContractTest extends HttpServerContract {
  @Override
  protected String serverName() {
    return "jetty-ee10";
  }

  @Override
  protected String serverVersion() {
    return Server.getVersion();
  }

  @Override
  protected boolean noticesLeavingAtOnce() {
    return false;
  }

  @Override
  protected ContractServer start(ContractSetup setup) {
    return ContainedServer.start(Containers.JETTY_EE10, setup);
  }
}
