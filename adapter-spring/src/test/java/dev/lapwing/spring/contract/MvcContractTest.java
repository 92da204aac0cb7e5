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
  protected String answers() {
    return """
        HEAD /hello: 200 as HEAD /hello
        HEAD /nowhere: 404 as HEAD (unmatched)
        OPTIONS /hello: 200 as OPTIONS (unmatched)
        OPTIONS /nowhere: 404 as OPTIONS (unmatched)
        POST /hello: 405 as POST (unmatched)
        POST /nowhere: 404 as POST (unmatched)
        BREW /hello: 405 as _OTHER (unmatched)
        GET /files/hello.txt: 200 as GET (static)
        HEAD /files/hello.txt: 200 as HEAD (static)
        POST /files/hello.txt: 405 as POST (static)
        GET /files/missing.txt: 404 as GET (unmatched)
        """;
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
