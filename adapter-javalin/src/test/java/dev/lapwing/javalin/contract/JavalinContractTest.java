// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.javalin.contract;

import dev.lapwing.javalin.LapwingPlugin;
import dev.lapwing.testkit.ContractServer;
import dev.lapwing.testkit.ContractSetup;
import dev.lapwing.testkit.HttpServerContract;
import io.javalin.Javalin;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** Javalin under the contract. */
class JavalinContractTest extends HttpServerContract {
  @Override
  protected String serverName() {
    return "javalin";
  }

  @Override
  protected String serverVersion() {
    return Javalin.class.getPackage().getImplementationVersion();
  }

  @Override
  protected boolean noticesLeavingAtOnce() {
    return false;
  }

  @Override
  protected ContractServer start(ContractSetup setup) {
    Javalin app =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.jetty.host = "127.0.0.1";
              config.jetty.port = 0;
              config.router.contextPath = setup.contextPath();
              config.http.prefer405over404 = true;
              config.registerPlugin(new LapwingPlugin(setup.monitor()));
              new ContractHandlers(setup.gate()).addTo(config);
            });
    return new Running(app.start());
  }

  @Override
  @Test
  @Disabled("Javalin completes async requests itself: it has no dispatch")
  public void asyncDispatchCountsOnceUnderTheFirstRoute() {}

  /** A Javalin that has started. */
  private record Running(Javalin app) implements ContractServer {
    @Override
    public int port() {
      return app.port();
    }

    @Override
    public void stop() {
      app.stop();
    }
  }
}
