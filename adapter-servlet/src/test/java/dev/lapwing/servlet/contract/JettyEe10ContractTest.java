// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.contract;

import dev.lapwing.servlet.containers.Containers;
import org.eclipse.jetty.server.Server;

/** Jetty with the servlet API of Jakarta EE 10 under the contract. */
class JettyEe10ContractTest extends ContainedContract {
  JettyEe10ContractTest() {
    super(Containers.JETTY_EE10);
  }

  @Override
  protected String serverName() {
    return "jetty-ee10";
  }

  @Override
  protected String serverVersion() {
    return Server.getVersion();
  }
}
