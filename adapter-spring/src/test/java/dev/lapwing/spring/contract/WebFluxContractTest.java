// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring.contract;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.spring.Application;
import dev.lapwing.testkit.ContractServer;
import dev.lapwing.testkit.ContractSetup;
import dev.lapwing.testkit.Gate;
import dev.lapwing.testkit.HttpServerContract;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;

/** Spring WebFlux on Reactor Netty under the contract. */
class WebFluxContractTest extends HttpServerContract {
  @Override
  protected String serverName() {
    return "spring-webflux-boot" + SpringBootVersion.getVersion().charAt(0);
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

  @Override
  protected ContractServer start(ContractSetup setup) {
    return new BootServer(
        Application.webFlux(WebFluxService.class)
            .property("spring.webflux.base-path", setup.contextPath())
            .bean(PerformanceMonitor.class, setup.monitor())
            .bean(Gate.class, setup.gate())
            .start());
  }

  @Override
  @Test
  @Disabled("WebFlux has no forward")
  public void forwardKeepsTheFirstRoute() {}

  @Override
  @Test
  @Disabled("WebFlux has no forward")
  public void failureBehindAForwardKeepsTheFirstRoute() {}

  @Override
  @Test
  @Disabled("WebFlux has no async dispatch: every request is asynchronous")
  public void asyncDispatchCountsOnceUnderTheFirstRoute() {}

  @Override
  @Test
  @Disabled("WebFlux has no async dispatch: every request is asynchronous")
  public void goingAsyncAgainInADispatchIsOneRequest() {}
}
