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
        POST /files/hello.txt: 200 as POST (static)
        GET /files/missing.txt: 404 as GET (unmatched)
        """;
  }

  @Override
  protected ContractServer start(ContractSetup setup) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("test.service", SERVICE);
    properties.put("micronaut.server.host", "127.0.0.1");
    properties.put("micronaut.server.port", -1);
    properties.put("micronaut.router.static-resources.default.paths", "classpath:files");
    properties.put("micronaut.router.static-resources.default.mapping", "/files/**");
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
