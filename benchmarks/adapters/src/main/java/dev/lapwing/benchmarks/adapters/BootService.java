// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.adapters;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A service as Spring Boot makes it, of one route. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(BootService.Orders.class)
class BootService {
  private static final String OBSERVATIONS =
      "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration";

  /** Starts it; the peer is what Actuator brings. */
  static ConfigurableApplicationContext start(WebApplicationType type, Variant variant) {
    Map<String, Object> properties = new TreeMap<>();
    properties.put("server.address", "127.0.0.1");
    properties.put("server.port", 0);
    properties.put("spring.main.banner-mode", "off");
    properties.put("logging.level.root", "warn");
    properties.put("lapwing.enabled", variant == Variant.LAPWING);
    properties.put("spring.autoconfigure.exclude", variant == Variant.PEER ? "" : OBSERVATIONS);
    SpringApplication application = new SpringApplication(BootService.class);
    application.setWebApplicationType(type);
    application.setDefaultProperties(properties);
    return application.run();
  }

  @RestController
  static class Orders {
    @GetMapping("/orders/{id}")
    String order(@PathVariable("id") String id) {
      return id;
    }
  }
}
