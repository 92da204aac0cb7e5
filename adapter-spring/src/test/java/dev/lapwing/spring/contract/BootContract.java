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

/** The contract of Spring, whichever Boot is on the class path. */
abstract class BootContract extends HttpServerContract {
  private final String stack;

  /**
   * @param stack what the server is called, without the number of its Boot
   */
  BootContract(String stack) {
    this.stack = stack;
  }

  @Override
  protected final String serverName() {
    return stack + "-boot" + SpringBootVersion.getVersion().charAt(0);
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

  /** Starts an application of the contract's service. */
  static ContractServer start(Application.Start application, ContractSetup setup) {
    return new BootServer(
        application
            .bean(PerformanceMonitor.class, setup.monitor())
            .bean(Gate.class, setup.gate())
            .start());
  }
}
