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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodClassKey;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tracks calls of methods as calls of internal operations: to the return of the method, the end of
 * the {@link CompletionStage}, or that of each subscription to the {@link Mono} or {@link Flux}.
 * What is thrown in place of one of these is an error too. Without a monitor to ask, calls are not
 * tracked.
 */
final class TrackingInterceptor implements MethodInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger("dev.lapwing");
  private static final boolean REACTOR =
      ClassUtils.isPresent(
          "reactor.core.publisher.Mono", TrackingInterceptor.class.getClassLoader());

  private final Supplier<PerformanceMonitor> monitor;
  private final Map<MethodClassKey, String> names = new ConcurrentHashMap<>();
  private final AtomicBoolean warned = new AtomicBoolean();

  /** Whether there are several monitors and none is the one, which stays so. */
  private volatile boolean ambiguous;

  TrackingInterceptor(ObjectProvider<PerformanceMonitor> monitor) {
    this.monitor = SingletonSupplier.of(monitor::getObject);
  }

  @Override
  public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
    if (ambiguous) {
      return invocation.proceed();
    }
    PerformanceMonitor found;
    String name;
    try {
      found = monitor.get();
      name = nameOf(invocation);
    } catch (Throwable fault) {
      ambiguous = fault instanceof NoUniqueBeanDefinitionException;
      if (warned.compareAndSet(false, true)) {
        LOG.warn(
            "A method with @TrackPerformance was called but not tracked: {}", fault.toString());
      }
      return invocation.proceed();
    }
    return track(found, name, invocation);
  }

  @SuppressWarnings("NullAway") // a call's result may be null, which it cannot know of a lambda
  private static @Nullable Object track(
      PerformanceMonitor monitor, String name, MethodInvocation invocation) throws Throwable {
    Class<?> type = invocation.getMethod().getReturnType();
    if (CompletionStage.class.isAssignableFrom(type)) {
      return monitor.trackOperationAsync(name, () -> (CompletionStage<?>) proceed(invocation));
    }
    if (REACTOR && Reactive.isOne(type)) {
      return Reactive.track(monitor, name, invocation);
    }
    return monitor.<@Nullable Object, Exception>trackOperation(name, () -> proceed(invocation));
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
