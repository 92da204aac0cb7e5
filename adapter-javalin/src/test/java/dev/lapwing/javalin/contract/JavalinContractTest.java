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
  protected String answers() {
    return """
        HEAD /hello: 200 as HEAD /hello
        HEAD /nowhere: 404 as HEAD (unmatched)
        OPTIONS /hello: 405 as OPTIONS (unmatched)
        OPTIONS /nowhere: 404 as OPTIONS (unmatched)
        POST /hello: 405 as POST (unmatched)
        POST /nowhere: 404 as POST (unmatched)
        BREW /hello: 405 as _OTHER (unmatched)
        GET /files/hello.txt: 200 as GET (static)
        HEAD /files/hello.txt: 200 as HEAD (static)
        POST /files/hello.txt: 404 as POST (unmatched)
        GET /files/missing.txt: 404 as GET (unmatched)
        """;
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
