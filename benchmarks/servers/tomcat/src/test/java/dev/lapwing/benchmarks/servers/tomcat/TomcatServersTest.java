// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.tomcat;

import dev.lapwing.benchmarks.servers.Service;
import dev.lapwing.benchmarks.servers.runner.ServersContract;
import java.util.Map;

class TomcatServersTest extends ServersContract {

  /** By the mappings of servlets, which have no parameters. */
  @Override
  protected Map<String, Integer> operations(Service service) {
    return service == Service.TRIVIAL
        ? Map.of("GET /hello/{path...}", 1)
        : Map.of("POST /orders", 1, "GET /orders/{path...}", 1, "GET /orders", 1);
  }
}
