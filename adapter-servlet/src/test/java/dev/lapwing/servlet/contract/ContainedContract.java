// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.contract;

import dev.lapwing.servlet.containers.Containers;
import dev.lapwing.testkit.ContractServer;
import dev.lapwing.testkit.ContractSetup;
import dev.lapwing.testkit.HttpServerContract;

/** The contract of a container whose servlet for static files takes what nothing else does. */
abstract class ContainedContract extends HttpServerContract {
  private final Containers kind;

  ContainedContract(Containers kind) {
    this.kind = kind;
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
        OPTIONS /hello: 200 as OPTIONS /hello
        OPTIONS /nowhere: 200 as OPTIONS (static)
        POST /hello: 405 as POST /hello
        POST /nowhere: 405 as POST (static)
        BREW /hello: 501 as _OTHER /hello
        GET /files/hello.txt: 200 as GET (static)
        HEAD /files/hello.txt: 200 as HEAD (static)
        POST /files/hello.txt: 405 as POST (static)
        GET /files/missing.txt: 404 as GET (unmatched)
        """;
  }

  @Override
  protected ContractServer start(ContractSetup setup) {
    return ContainedServer.start(kind, setup);
  }
}
