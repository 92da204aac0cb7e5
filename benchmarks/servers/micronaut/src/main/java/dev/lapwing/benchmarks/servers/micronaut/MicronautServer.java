// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.micronaut;

import dev.lapwing.benchmarks.servers.BenchServer;
import dev.lapwing.benchmarks.servers.Options;
import dev.lapwing.benchmarks.servers.Running;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Locale;
import java.util.Map;

/**
 * Micronaut as it configures itself: what is on the class path makes the variant, {@code
 * lapwing-adapter-micronaut} or {@code micronaut-micrometer}, and nothing is written for it.
 */
public final class MicronautServer {

  private MicronautServer() {}

  /** Serves until it is told to stop. */
  public static void main(String... args) throws Exception {
    BenchServer.run(args, MicronautServer::start);
  }

  static Running start(Options options) {
    String service = options.service().name().toLowerCase(Locale.ROOT);
    ApplicationContext context = ApplicationContext.run(Map.of("bench.service", service));
    int port = context.getBean(EmbeddedServer.class).start().getPort();
    return new Running(port, context);
  }
}
