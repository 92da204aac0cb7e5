// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.mvc;

import dev.lapwing.benchmarks.servers.BenchServer;
import dev.lapwing.benchmarks.servers.Options;
import dev.lapwing.benchmarks.servers.Running;
import dev.lapwing.benchmarks.servers.Service;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Boot as it configures itself: what is on the class path makes the variant, {@code
 * lapwing-adapter-spring} or {@code spring-boot-starter-actuator}, and nothing is written for it.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class MvcServer {

  /** Serves until it is told to stop. */
  public static void main(String... args) throws Exception {
    BenchServer.run(args, MvcServer::start);
  }

  static Running start(Options options) {
    Class<?> controller =
        options.service() == Service.TRIVIAL ? HelloController.class : OrdersController.class;
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(MvcServer.class, controller).run();
    int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    return new Running(port, context);
  }
}
