// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.Timer;
import dev.lapwing.stats.Outcome;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodClassKey;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tracks calls of methods as calls of internal operations: to the return of the method, the end of
 * the {@link CompletionStage}, or that of each subscription to the {@link Mono} or {@link Flux}.
 * What is thrown in place of one of these is an error too.
 */
final class TrackingInterceptor implements MethodInterceptor {
  private static final boolean REACTOR =
      ClassUtils.isPresent(
          "reactor.core.publisher.Mono", TrackingInterceptor.class.getClassLoader());

  private final Supplier<PerformanceMonitor> monitor;
  private final Map<MethodClassKey, String> names = new ConcurrentHashMap<>();

  TrackingInterceptor(ObjectProvider<PerformanceMonitor> monitor) {
    this.monitor = SingletonSupplier.of(monitor::getObject);
  }

  @Override
  @SuppressWarnings("NullAway") // a call's result may be null, which it cannot know of a lambda
  public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
    String name = nameOf(invocation);
    Class<?> type = invocation.getMethod().getReturnType();
    if (CompletionStage.class.isAssignableFrom(type)) {
      return monitor
          .get()
          .trackOperationAsync(name, () -> (CompletionStage<?>) proceed(invocation));
    }
    if (REACTOR && Reactive.isOne(type)) {
      return Reactive.track(monitor.get(), name, invocation);
    }
    return monitor
        .get()
        .<@Nullable Object, Exception>trackOperation(name, () -> proceed(invocation));
  }

  private String nameOf(MethodInvocation invocation) {
    Object target = invocation.getThis();
    Class<?> type = target == null ? invocation.getMethod().getDeclaringClass() : target.getClass();
    return names.computeIfAbsent(
        new MethodClassKey(invocation.getMethod(), type),
        key ->
            Objects.requireNonNull(
                TrackedMethods.operation(invocation.getMethod(), type), "not a tracked method"));
  }

  private static @Nullable Object proceed(MethodInvocation invocation) {
    try {
      return invocation.proceed();
    } catch (Throwable thrown) {
      throw TrackingInterceptor.<RuntimeException>rethrow(thrown);
    }
  }

  /** Lets what a method throws pass as it is, checked or not. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException rethrow(Throwable thrown) throws E {
    throw (E) thrown;
  }

  /** What needs Reactor, which is not on every class path. */
  private static final class Reactive {

    static boolean isOne(Class<?> type) {
      return Mono.class.isAssignableFrom(type) || Flux.class.isAssignableFrom(type);
    }

    static @Nullable Object track(
        PerformanceMonitor monitor, String name, MethodInvocation invocation) throws Throwable {
      Object made = made(monitor, name, invocation);
      if (made instanceof Mono<?> mono) {
        return Mono.defer(() -> tracked(mono, start(monitor, name)));
      }
      return made instanceof Flux<?> flux
          ? Flux.defer(() -> tracked(flux, start(monitor, name)))
          : made;
    }

    /** Counts a call that makes no publisher but throws; any other begins when it is subscribed. */
    private static @Nullable Object made(
        PerformanceMonitor monitor, String name, MethodInvocation invocation) throws Throwable {
      Timer timer = monitor.startTimer(name);
      try {
        return invocation.proceed();
      } catch (Throwable thrown) {
        timer.stop(Outcome.ERROR);
        throw thrown;
      }
    }

    private static CompletableFuture<Void> start(PerformanceMonitor monitor, String name) {
      return monitor.trackOperationAsync(name, () -> new CompletableFuture<Void>());
    }

    private static <T> Mono<T> tracked(Mono<T> mono, CompletableFuture<Void> end) {
      return mono.doOnSuccess(value -> end.complete(null))
          .doOnError(end::completeExceptionally)
          .doOnCancel(() -> end.cancel(false));
    }

    private static <T> Flux<T> tracked(Flux<T> flux, CompletableFuture<Void> end) {
      return flux.doOnComplete(() -> end.complete(null))
          .doOnError(end::completeExceptionally)
          .doOnCancel(() -> end.cancel(false));
    }
  }
}
