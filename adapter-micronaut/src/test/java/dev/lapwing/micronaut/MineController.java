// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;

/** Routes where the stats would be served. */
@Controller("/mine")
@Produces(MediaType.TEXT_PLAIN)
@Requires(property = "test.service", value = StatsRoutesTest.SERVICE)
class MineController {

  @Get
  String mine() {
    return "mine";
  }

  @Get("/too")
  String mineToo() {
    return "mine too";
  }
}
