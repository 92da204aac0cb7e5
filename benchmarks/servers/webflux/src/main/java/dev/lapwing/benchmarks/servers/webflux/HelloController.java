// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.webflux;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The trivial service. */
@RestController
class HelloController {

  @GetMapping(path = "/hello/{name}", produces = MediaType.TEXT_PLAIN_VALUE)
  String hello(@PathVariable String name) {
    return "hello " + name;
  }
}
