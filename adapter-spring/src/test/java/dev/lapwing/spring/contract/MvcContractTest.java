// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring.contract;

import dev.lapwing.spring.Application;
import dev.lapwing.testkit.ContractServer;
import dev.lapwing.testkit.ContractSetup;

/** Spring MVC on Tomcat under the contract. */
class MvcContractTest extends BootContract {
  MvcContractTest() {
    super("spring-mvc");
  }

  @Override
  protected boolean noticesLeavingAtOnce() {
    return false;
  }

  @Override
  protected ContractServer start(ContractSetup setup) {
    return start(
        Application.mvc(MvcService.class)
            .property("server.servlet.context-path", setup.contextPath()),
        setup);
  }
}
