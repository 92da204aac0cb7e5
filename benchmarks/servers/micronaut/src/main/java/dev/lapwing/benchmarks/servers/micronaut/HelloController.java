// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.micronaut;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** The trivial service. */
@Controller
@Requires(property = "bench.service", value = "trivial")
class HelloController {

  @Get(uri = "/hello/{name}", produces = MediaType.TEXT_PLAIN)
  String hello(String name) {
    return "hello " + name;
  }
}
