// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import dev.lapwing.testkit.stub.Fault;
import dev.lapwing.testkit.stub.StubServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server that uses the seam directly passes the whole contract. */
@ExtendWith(PlantedFault.class)
class StubContractTest extends HttpServerContract {
  private final Fault fault;

  StubContractTest(Fault fault) {
    this.fault = fault;
  }

  @Override
  protected String serverName() {
    return fault == Fault.NONE
        ? "stub"
        : "stub-" + fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  protected String serverVersion() {
    return "1";
  }

  @Override
  protected String answers() {
    return """
        HEAD /hello: 200 as HEAD /hello
        HEAD /nowhere: 404 as HEAD (unmatched)
        OPTIONS /hello: 204 as OPTIONS /hello
        OPTIONS /nowhere: 404 as OPTIONS (unmatched)
        POST /hello: 405 as POST /hello
        POST /nowhere: 404 as POST (unmatched)
        BREW /hello: 501 as _OTHER (unmatched)
        GET /files/hello.txt: 200 as GET (static)
        HEAD /files/hello.txt: 200 as HEAD (static)
        POST /files/hello.txt: 405 as POST (static)
        GET /files/missing.txt: 404 as GET (unmatched)
        """;
  }

  /** Numbers that a fault has lost never come. */
  @Override
  protected Duration patience() {
    return fault == Fault.NONE ? super.patience() : Duration.ofSeconds(3);
  }

  @Override
  protected String deniedRoute() {
    return "(unmatched)";
  }

  /** Its threads wait for the service. */
  @Override
  protected boolean noticesLeavingAtOnce() {
    return false;
  }

  @Override
  protected ContractServer start(ContractSetup setup) throws IOException {
    return StubServer.start(setup, fault);
  }
}
