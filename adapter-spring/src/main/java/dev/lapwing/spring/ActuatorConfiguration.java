// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.PerformanceMonitor;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds the Actuator endpoint where Actuator is there and exposes it. */
@WhenEnabled
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(
    name =
        "org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint")
class ActuatorConfiguration {

  @Bean
  @ConditionalOnAvailableEndpoint
  LapwingEndpoint lapwingEndpoint(PerformanceMonitor monitor) {
    return new LapwingEndpoint(monitor.http().endpoint());
  }
}
