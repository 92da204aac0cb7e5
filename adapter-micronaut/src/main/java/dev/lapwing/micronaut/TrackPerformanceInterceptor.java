// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.TrackPerformance;
import dev.lapwing.TrackedCall;
import io.micronaut.aop.InterceptedMethod;
import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.inject.ExecutableMethod;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tracks the calls of methods that have {@link TrackPerformance}. What they throw passes through as
 * it is: not as a publisher or stage that fails, which it would be by Micronaut's own handling.
 */
@InterceptorBean(Tracked.class)
@WhenEnabled
final class TrackPerformanceInterceptor implements MethodInterceptor<Object, Object> {
  private final PerformanceMonitor monitor;
  private final ConversionService conversions;
  private final ConcurrentMap<ExecutableMethod<?, ?>, String> names = new ConcurrentHashMap<>();

  TrackPerformanceInterceptor(PerformanceMonitor monitor, ConversionService conversions) {
    this.monitor = monitor;
    this.conversions = conversions;
  }

  @Override
  public @Nullable Object intercept(MethodInvocationContext<Object, Object> call) {
    String operation =
        names.computeIfAbsent(call.getExecutableMethod(), TrackPerformanceInterceptor::nameOf);
    InterceptedMethod method = InterceptedMethod.of(call, conversions);
    return switch (method.resultType()) {
      case COMPLETION_STAGE ->
          method.handleResult(
              monitor.trackOperationAsync(operation, method::interceptResultAsCompletionStage));
      case PUBLISHER -> method.handleResult(tracked(operation, published(operation, method)));
      case SYNCHRONOUS -> {
        TrackedCall<@Nullable Object, RuntimeException> work = method::interceptResult;
        yield monitor.trackOperation(operation, work);
      }
    };
  }

  /** Has the method make its publisher; one that throws instead has been called too. */
  private Publisher<?> published(String operation, InterceptedMethod method) {
    try {
      return method.interceptResultAsPublisher();
    } catch (Throwable failure) {
      begun(operation).completeExceptionally(failure);
      throw failure;
    }
  }

  /** Each subscription is a call; Reactor's own operators keep its context. */
  private <T> Publisher<T> tracked(String operation, Publisher<T> publisher) {
    if (publisher instanceof Mono<T> mono) {
      return Mono.defer(
          () -> {
            CompletableFuture<Boolean> end = begun(operation);
            return mono.doOnSuccess(item -> end.complete(true))
                .doOnError(end::completeExceptionally)
                .doOnCancel(() -> end.cancel(false));
          });
    }
    return Flux.defer(
        () -> {
          CompletableFuture<Boolean> end = begun(operation);
          return Flux.from(publisher)
              .doOnComplete(() -> end.complete(true))
              .doOnError(end::completeExceptionally)
              .doOnCancel(() -> end.cancel(false));
        });
  }

  private CompletableFuture<Boolean> begun(String operation) {
    return monitor.trackOperationAsync(operation, () -> new CompletableFuture<>());
  }

  private static String nameOf(ExecutableMethod<?, ?> method) {
    AnnotationMetadata all = method.getAnnotationMetadata();
    String ofMethod = all.getDeclaredMetadata().stringValue(TrackPerformance.class).orElse("");
    if (!ofMethod.isEmpty()) {
      return ofMethod;
    }
    String ofType = all.stringValue(TrackPerformance.class).orElse("");
    String type = ofType.isEmpty() ? method.getDeclaringType().getSimpleName() : ofType;
    return type + "." + method.getMethodName();
  }
}
