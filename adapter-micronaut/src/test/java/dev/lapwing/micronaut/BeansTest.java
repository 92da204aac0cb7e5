// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lapwing.ManualTimeSource;
import dev.lapwing.PerformanceMonitor;
import dev.lapwing.spi.IntervalListener;
import dev.lapwing.spi.SlowOperationListener;
import dev.lapwing.stats.IntervalStats;
import dev.lapwing.stats.SlowOperation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Beans of a service that take part. */
class BeansTest {
  static final String SERVICE = "beans";

  private final ManualTimeSource time = new ManualTimeSource();

  private static RunningService start(Map<String, Object> properties, Object... beans) {
    return RunningService.start(SERVICE, properties, beans);
  }

  @Test
  void monitorIsABeanThatClosesWithTheContext() {
    PerformanceMonitor monitor;
    try (RunningService service = start(Map.of())) {
      monitor = service.monitor();
      monitor.record("job", Duration.ofMillis(1), true);
    }
    monitor.record("job", Duration.ofMillis(1), true);
    assertThat(monitor.getStats())
        .singleElement()
        .satisfies(job -> assertThat(job.count()).isOne());
  }

  @Test
  void monitorOfTheServiceReplacesLapwings() {
    try (PerformanceMonitor own =
            PerformanceMonitor.builder().path("/own/numbers").environment(Map.of()).build();
        RunningService service = start(Map.of("lapwing.path", "/unused"), own)) {
      assertThat(service.monitor()).isSameAs(own);
      service.get("/hello/1");
      service.assertRecorded("GET /hello/{name} {200=1}");
      assertThat(service.get("/own/numbers").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void listenersAreTold() {
    List<SlowOperation> slow = new CopyOnWriteArrayList<>();
    List<IntervalStats> intervals = new CopyOnWriteArrayList<>();
    SlowOperationListener slowListener = slow::add;
    IntervalListener intervalListener = intervals::add;
    PerformanceMonitorCustomizer customizer =
        builder -> builder.timeSource(time).slowOperationThreshold(Duration.ofNanos(1));
    try (RunningService service = start(Map.of(), slowListener, intervalListener, customizer)) {
      service.monitor().record("job", Duration.ofMillis(7), true);
      time.advance(Duration.ofSeconds(2));
      await().until(() -> !slow.isEmpty() && !intervals.isEmpty());
      assertThat(slow).extracting(SlowOperation::operation).containsExactly("job");
    }
  }

  @Test
  void propertiesOverrideCustomizers() {
    PerformanceMonitorCustomizer customizer =
        builder -> builder.service("code").version("1").path("/code");
    Map<String, Object> properties =
        Map.of("lapwing.path", "/numbers", "micronaut.application.name", "application");
    try (RunningService service = start(properties, customizer)) {
      assertThat(service.get("/numbers").body()).contains("\"name\":\"code\"", "\"version\":\"1\"");
    }
  }

  @Test
  void customizerThatFailsStopsTheStart() {
    PerformanceMonitorCustomizer customizer = builder -> builder.path("no slash");
    assertThatThrownBy(() -> start(Map.of(), customizer))
        .hasMessageContaining("path must be segments")
        .hasMessageContaining("no slash");
  }
}
