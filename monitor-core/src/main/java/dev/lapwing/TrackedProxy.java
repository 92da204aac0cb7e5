// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an object and tracks the calls of its annotated methods. Thread-safe: all that it
 * knows of the methods is found out when it is made.
 */
final class TrackedProxy implements InvocationHandler {
  private static final Object[] NO_ARGUMENTS = {};

  private final PerformanceMonitor monitor;
  private final Object target;

  /** The methods of the type: a proxy hands over others, equal but not made accessible. */
  private final Map<Method, Handled> methods;

  private TrackedProxy(PerformanceMonitor monitor, Object target, Map<Method, Handled> methods) {
    this.monitor = monitor;
    this.target = target;
    this.methods = methods;
  }

  /**
   * @param prefix what the monitor puts before names; empty for none
   */
  static <T> T make(PerformanceMonitor monitor, String prefix, Class<T> type, T target) {
    Objects.requireNonNull(type, "type == null");
    Objects.requireNonNull(target, "target == null");
    Checks.require(type.isInterface(), "type must be an interface", type);
    Checks.require(
        type.isInstance(target), "target must be a " + type.getName(), target.getClass());
    Map<Method, Handled> methods = new HashMap<>();
    for (Method method : type.getMethods()) {
      if (Modifier.isStatic(method.getModifiers())) {
        continue;
      }
      Checks.require(
          method.trySetAccessible(),
          "type must be public and exported, or be in a package that is open to "
              + TrackedProxy.class.getModule(),
          type);
      String operation = operationOf(type, target.getClass(), method);
      if (operation != null) {
        Checks.name("operation name", prefix + Checks.name("operation name", operation));
      }
      methods.put(method, new Handled(method, operation));
    }
    InvocationHandler handler = new TrackedProxy(monitor, target, Map.copyOf(methods));
    try {
      return type.cast(
          Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    } catch (IllegalArgumentException e) {
      // A sealed interface, or one that its own class loader does not show.
      throw new IllegalArgumentException("type cannot have a proxy: " + type.getName(), e);
    }
  }

  private static @Nullable String operationOf(Class<?> type, Class<?> targetClass, Method method) {
    TrackPerformance ofMethod = annotationOf(targetClass, method);
    if (ofMethod == null) {
      ofMethod = method.getAnnotation(TrackPerformance.class);
    }
    if (ofMethod != null && !ofMethod.value().isEmpty()) {
      return ofMethod.value();
    }
    TrackPerformance ofType = targetClass.getAnnotation(TrackPerformance.class);
    if (ofType == null) {
      ofType = type.getAnnotation(TrackPerformance.class);
    }
    if (ofMethod == null && ofType == null) {
      return null;
    }
    boolean named = ofType != null && !ofType.value().isEmpty();
    return (named ? ofType.value() : type.getSimpleName()) + "." + method.getName();
  }

  private static @Nullable TrackPerformance annotationOf(Class<?> targetClass, Method method) {
    try {
      return targetClass
          .getMethod(method.getName(), method.getParameterTypes())
          .getAnnotation(TrackPerformance.class);
    } catch (NoSuchMethodException hidden) {
      return null;
    }
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Object[] given = arguments == null ? NO_ARGUMENTS : arguments;
    if (method.getDeclaringClass() == Object.class) {
      return method.getName().equals("equals")
          ? target.equals(targetOf(given[0]))
          : call(method, given);
    }
    Handled handled = methods.get(method);
    if (handled == null) {
      return call(method, given);
    }
    Method accessible = handled.method;
    String operation = handled.operation;
    if (operation == null) {
      return call(accessible, given);
    }
    return CompletionStage.class.isAssignableFrom(accessible.getReturnType())
        ? monitor.trackOperationAsync(operation, () -> stage(accessible, given))
        : result(operation, accessible, given);
  }

  @SuppressWarnings("NullAway") // it knows of no results that may be null
  private @Nullable Object result(String operation, Method method, Object[] arguments)
      throws Exception {
    return monitor.<@Nullable Object, Exception>trackOperation(
        operation, () -> TrackedProxy.<RuntimeException>unchecked(() -> call(method, arguments)));
  }

  private static @Nullable Object targetOf(@Nullable Object other) {
    return other != null
            && Proxy.isProxyClass(other.getClass())
            && Proxy.getInvocationHandler(other) instanceof TrackedProxy tracked
        ? tracked.target
        : other;
  }

  private @Nullable Object call(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @SuppressWarnings("NullAway") // a method that returns no stage counts as failed, as elsewhere
  private CompletionStage<?> stage(Method method, Object[] arguments) {
    return (CompletionStage<?>)
        TrackedProxy.<RuntimeException>unchecked(() -> call(method, arguments));
  }

  /** Throws on what is thrown, also where the compiler knows of no checked exception. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> @Nullable Object unchecked(Invocation invocation) throws E {
    try {
      return invocation.run();
    } catch (Throwable thrown) {
      throw (E) thrown;
    }
  }

  /**
   * A method of the type.
   *
   * @param method made accessible
   * @param operation what its calls are tracked as; null when they are not
   */
  private record Handled(Method method, @Nullable String operation) {}

  @FunctionalInterface
  private interface Invocation {
    @Nullable Object run() throws Throwable;
  }
}
