// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.contract;

import dev.lapwing.servlet.containers.Containers;
import org.eclipse.jetty.server.Server;

/** Jetty with the servlet API of Jakarta EE 11 under the contract. */
class JettyEe11ContractTest extends ContainedContract {
  JettyEe11ContractTest() {
    super(Containers.JETTY_EE11);
  }

  @Override
  protected String serverName() {
    return "jetty-ee11";
  }

  @Override
  protected String serverVersion() {
    return Server.getVersion();
  }
}
