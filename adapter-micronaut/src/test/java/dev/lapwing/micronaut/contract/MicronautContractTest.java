// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut.contract;

import dev.lapwing.testkit.ContractServer;
import dev.lapwing.testkit.ContractSetup;
import dev.lapwing.testkit.HttpServerContract;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.version.VersionUtils;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** Micronaut on its Netty server under the contract, of whatever version is on the class path. */
class MicronautContractTest extends HttpServerContract {
  static final String SERVICE = "contract";

  @Override
  protected String serverName() {
    return "micronaut-" + serverVersion().split("\\.", 2)[0];
  }

  @Override
  protected String serverVersion() {
    return String.valueOf(VersionUtils.getMicronautVersion());
  }

  @Override
  protected ContractServer start(ContractSetup setup) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("test.service", SERVICE);
    properties.put("micronaut.server.host", "127.0.0.1");
    properties.put("micronaut.server.port", -1);
    if (!setup.contextPath().isEmpty()) {
      properties.put("micronaut.server.context-path", setup.contextPath());
    }
    ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .properties(properties)
            .singletons(setup.monitor(), setup.gate())
            .start();
    return new Running(context, context.getBean(EmbeddedServer.class).start());
  }

  /** A service that has started. */
  private record Running(ApplicationContext context, EmbeddedServer server)
      implements ContractServer {
    @Override
    public int port() {
      return server.getPort();
    }

    @Override
    public void stop() {
      context.close();
    }
  }

  @Override
  @Test
  @Disabled("Micronaut has no forward")
  public void forwardKeepsTheFirstRoute() {}

  @Override
  @Test
  @Disabled("Micronaut has no forward")
  public void failureBehindAForwardKeepsTheFirstRoute() {}

  @Override
  @Test
  @Disabled("Micronaut has no dispatch")
  public void asyncDispatchCountsOnceUnderTheFirstRoute() {}

  @Override
  @Test
  @Disabled("Micronaut has no dispatch")
  public void goingAsyncAgainInADispatchIsOneRequest() {}
}
