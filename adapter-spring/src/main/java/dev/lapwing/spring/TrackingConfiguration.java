// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.PerformanceMonitor;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;

/**
 * Tracks methods that are marked with {@link dev.lapwing.TrackPerformance}, where Spring proxies.
 */
@WhenEnabled
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
@ConditionalOnClass(name = "org.springframework.aop.Advisor")
class TrackingConfiguration {

  /** Asks for the monitor only when a method is called, for proxies are made before it can be. */
  @Bean
  @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
  static Advisor lapwingTracking(ObjectProvider<PerformanceMonitor> monitor) {
    DefaultPointcutAdvisor advisor =
        new DefaultPointcutAdvisor(new TrackedMethods(), new TrackingInterceptor(monitor));
    advisor.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
    return advisor;
  }
}
