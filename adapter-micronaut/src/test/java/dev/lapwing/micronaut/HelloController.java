// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** A service that is only there to be measured. */
@Controller
@Produces(MediaType.TEXT_PLAIN)
@Requires(property = "test.service", pattern = SettingsTest.SERVICE + "|" + BeansTest.SERVICE)
class HelloController {

  @Get("/hello/{name}")
  String hello(String name) {
    return "hello " + name;
  }

  @Get("/late")
  Mono<String> late() {
    return Mono.just("late").delayElement(Duration.ofMillis(20));
  }
}
