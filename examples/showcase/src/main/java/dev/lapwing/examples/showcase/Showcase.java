// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.showcase;

import dev.lapwing.examples.traffic.Demo;
import dev.lapwing.examples.traffic.OrdersService;

/** The services of all examples, the same traffic to each, and one table of what they say. */
public final class Showcase {

  private Showcase() {}

  /** Runs for {@code --seconds}, or until Ctrl-C. */
  public static void main(String... arguments) throws Exception {
    Demo.main(arguments, services());
  }

  static OrdersService.Starter[] services() {
    return new OrdersService.Starter[] {
      dev.lapwing.examples.servlet.OrdersDemo::start,
      dev.lapwing.examples.javalin.OrdersDemo::start,
      dev.lapwing.examples.vertx.OrdersDemo::start,
      dev.lapwing.examples.micronaut.OrdersDemo::start,
      dev.lapwing.examples.spring.OrdersDemo::start,
      dev.lapwing.examples.webflux.OrdersDemo::start
    };
  }
}
