// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.ManualTimeSource;
import dev.lapwing.PerformanceMonitor;
import dev.lapwing.stats.OperationStats;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code @TrackPerformance} on beans. */
class TrackPerformanceTest {
  static final String SERVICE = "tracked";

  private final ManualTimeSource time = new ManualTimeSource();
  private final PerformanceMonitor monitor = RunningService.monitor(time);
  private final Held held = new Held();
  private final ApplicationContext context = context(Map.of());
  private final TrackedService service = context.getBean(TrackedService.class);

  private ApplicationContext context(Map<String, Object> properties) {
    return ApplicationContext.builder()
        .deduceEnvironment(false)
        .properties(withService(properties))
        .singletons(monitor, held)
        .start();
  }

  private static Map<String, Object> withService(Map<String, Object> properties) {
    Map<String, Object> all = new HashMap<>(properties);
    all.put("test.service", SERVICE);
    return all;
  }

  @AfterEach
  void close() {
    context.close();
    monitor.close();
  }

  private OperationStats of(String operation) {
    OperationStats stats = monitor.getStats(operation);
    assertThat(stats).as(operation).isNotNull();
    return stats;
  }

  @Test
  void methodIsTracked_andWhatItThrowsPassesThrough() throws IOException {
    assertThat(service.sync(false)).isEqualTo("done");
    assertThatThrownBy(() -> service.sync(true))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("told to fail");
    assertThat(of("sync.work").successCount()).isOne();
    assertThat(of("sync.work").errorCount()).isOne();
  }

  @Test
  void methodWithoutANameIsCalledByTypeAndMethod() {
    service.unnamed();
    assertThat(of("TrackedService.unnamed").count()).isOne();
  }

  @Test
  void methodWithoutTheAnnotationIsNotTracked() {
    assertThat(service.untracked()).isEqualTo("not tracked");
    assertThat(monitor.getStats()).isEmpty();
  }

  @Test
  void methodsOfATypeAreTracked_theNearestNameCounts() {
    TrackedService.Orders orders = context.getBean(TrackedService.Orders.class);
    assertThat(orders.find() + orders.place() + orders.count()).isEqualTo(6);
    assertThat(monitor.getStats())
        .extracting(OperationStats::operation)
        .containsExactlyInAnyOrder("orders.find", "orders.placed", "orders.count");
  }

  @Test
  void stageIsTrackedUntilItCompletes() {
    CompletableFuture<String> stage = service.stage().toCompletableFuture();
    time.advance(Duration.ofMillis(30));
    assertThat(monitor.getStats("stage")).isNull();
    held.answer.complete("done");
    assertThat(stage.join()).isEqualTo("done");
    assertThat(of("stage").maxDuration()).isEqualTo(30.0);
  }

  @Test
  void monoIsTrackedFromItsSubscriptionToItsEnd() {
    Mono<String> mono = service.mono();
    time.advance(Duration.ofHours(1));
    CompletableFuture<String> result = mono.toFuture();
    time.advance(Duration.ofMillis(40));
    held.answer.complete("done");
    assertThat(result.join()).isEqualTo("done");
    assertThat(of("mono").maxDuration()).isEqualTo(40.0);
  }

  @Test
  void eachSubscriptionIsACall() {
    Flux<Integer> flux = service.flux();
    assertThat(flux.collectList().block()).containsExactly(1, 2, 3);
    assertThat(flux.take(2).collectList().block()).containsExactly(1, 2);
    assertThat(of("flux").successCount()).isOne();
    assertThat(of("flux").abortedCount()).isOne();
  }

  @Test
  void publisherThatFailsIsAnError() {
    assertThatThrownBy(() -> Mono.from(service.failing()).block())
        .isInstanceOf(IllegalStateException.class);
    assertThat(of("publisher").errorCount()).isOne();
  }

  @Test
  void methodThatThrowsInsteadOfAPublisherIsAnError_andWhatItThrowsPassesThrough() {
    assertThatThrownBy(() -> service.noPublisher())
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("told to fail");
    assertThatThrownBy(() -> service.noMono()).isExactlyInstanceOf(AssertionError.class);
    assertThat(of("publisher.none").errorCount()).isOne();
    assertThat(of("mono.none").errorCount()).isOne();
  }

  @Test
  void methodThatThrowsInsteadOfAStageIsAnError_andWhatItThrowsPassesThrough() {
    assertThatThrownBy(() -> service.noStage())
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("told to fail");
    assertThat(of("stage.none").errorCount()).isOne();
  }

  @Test
  void cancelledChainIsAnAbort() {
    Disposable subscription = service.mono().subscribe();
    time.advance(Duration.ofMillis(5));
    subscription.dispose();
    assertThat(of("mono").abortedCount()).isOne();
    assertThat(of("mono").abortedMax()).isEqualTo(5.0);
  }

  @Test
  void disabledLapwingTracksNothing() throws IOException {
    try (ApplicationContext disabled = context(Map.of("lapwing.enabled", false))) {
      assertThat(disabled.getBean(TrackedService.class).sync(false)).isEqualTo("done");
      assertThat(monitor.getStats()).isEmpty();
    }
  }
}
