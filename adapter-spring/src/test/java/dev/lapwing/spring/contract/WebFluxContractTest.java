// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring.contract;

import dev.lapwing.spring.Application;
import dev.lapwing.testkit.ContractServer;
import dev.lapwing.testkit.ContractSetup;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** Spring WebFlux on Reactor Netty under the contract. */
class WebFluxContractTest extends BootContract {
  WebFluxContractTest() {
    super("spring-webflux");
  }

  @Override
  protected ContractServer start(ContractSetup setup) {
    return start(
        Application.webFlux(WebFluxService.class)
            .property("spring.webflux.base-path", setup.contextPath()),
        setup);
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
