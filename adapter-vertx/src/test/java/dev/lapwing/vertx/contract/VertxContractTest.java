// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx.contract;

import dev.lapwing.testkit.ContractServer;
import dev.lapwing.testkit.ContractSetup;
import dev.lapwing.testkit.HttpServerContract;
import dev.lapwing.vertx.LapwingHandler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;

/** Vert.x Web under the contract. */
class VertxContractTest extends HttpServerContract {
  private static final long PATIENCE_SECONDS = 10;

  @Override
  protected String serverName() {
    return "vertx";
  }

  @Override
  protected String serverVersion() {
    return Vertx.class.getPackage().getImplementationVersion();
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
  protected int unmatchedPaths() {
    return 100_000;
  }

  /** The handler in front of the routes has a route without a path. */
  @Override
  protected String deniedRoute() {
    return "(unmatched)";
  }

  @Override
  protected ContractServer start(ContractSetup setup) throws Exception {
    Vertx vertx = Vertx.vertx();
    Router router = ContractService.router(vertx, setup);
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(LapwingHandler.monitored(vertx, router, setup.monitor()))
            .listen(0, "127.0.0.1")
            .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return new Running(vertx, server.actualPort());
  }

  /** A server that has started. */
  private record Running(Vertx vertx, int port) implements ContractServer {
    @Override
    public void stop() throws Exception {
      vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }
}
