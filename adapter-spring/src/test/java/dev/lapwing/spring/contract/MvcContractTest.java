// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring.contract;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.spring.Application;
import dev.lapwing.testkit.ContractServer;
import dev.lapwing.testkit.ContractSetup;
import dev.lapwing.testkit.Gate;
import dev.lapwing.testkit.HttpServerContract;
import org.springframework.boot.SpringBootVersion;

/** Spring MVC on Tomcat under the contract. */
class MvcContractTest extends HttpServerContract {
  @Override
  protected String serverName() {
    return "spring-mvc-boot" + SpringBootVersion.getVersion().charAt(0);
  }

  @Override
  protected String serverVersion() {
    return SpringBootVersion.getVersion();
  }

  /** A filter refuses before a handler is looked for. */
  @Override
  protected String deniedRoute() {
    return "(unmatched)";
  }

  @Override
  protected boolean noticesLeavingAtOnce() {
    return false;
  }

  @Override
  protected ContractServer start(ContractSetup setup) {
    return new BootServer(
        Application.mvc(MvcService.class)
            .property("server.servlet.context-path", setup.contextPath())
            .bean(PerformanceMonitor.class, setup.monitor())
            .bean(Gate.class, setup.gate())
            .start());
  }
}
