// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.contract;

import dev.lapwing.servlet.LapwingServlet;
import dev.lapwing.servlet.containers.Container;
import dev.lapwing.servlet.containers.Containers;
import dev.lapwing.servlet.containers.WebApp;
import dev.lapwing.testkit.ContractServer;
import dev.lapwing.testkit.ContractSetup;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The contract's service in one of the containers. */
record ContainedServer(Container container) implements ContractServer {

  static ContractServer start(Containers kind, ContractSetup setup) {
    WebApp app =
        new WebApp(
            setup.contextPath(),
            null,
            Path.of("src/test/resources").toAbsolutePath(),
            true,
            Map.of(),
            List.of(
                (classes, context) -> {
                  ContractServlets.addInFront(context);
                  LapwingServlet.install(context, setup.monitor());
                  ContractServlets.addTo(context, setup);
                }),
            List.of(),
            Map.of(ContractServlets.ERROR_PAGE_STATUS, ContractServlets.ERROR_PAGE_TARGET),
            unchanged -> {});
    return new ContainedServer(kind.start(app));
  }

  @Override
  public int port() {
    return container.port();
  }

  @Override
  public void stop() {
    container.close();
  }
}
