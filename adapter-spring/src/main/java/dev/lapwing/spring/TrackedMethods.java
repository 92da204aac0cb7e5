// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.TrackPerformance;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** Picks the methods that are marked themselves, and the public ones of types that are. */
final class TrackedMethods extends StaticMethodMatcherPointcut {
  private static final int MAX_NAME_LENGTH = 256;

  TrackedMethods() {
    setClassFilter(type -> !isOfSpring(type) && hasMark(ClassUtils.getUserClass(type)));
  }

  /**
   * Spares the start the search through every method of Spring's own beans, which are most of them.
   * A component may be the service's, whatever its package, as Spring has it for event listeners;
   * but Boot's configurations are components too.
   */
  private static boolean isOfSpring(Class<?> type) {
    String name = type.getName();
    return name.startsWith("org.springframework.boot.")
        || (name.startsWith("org.springframework.")
            && !AnnotatedElementUtils.hasAnnotation(type, Component.class));
  }

  /** Costs a start less than to find out, for every method of a bean, which would be called. */
  private static boolean hasMark(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      if (declaresMark(each)) {
        return true;
      }
    }
    return ClassUtils.getAllInterfacesForClassAsSet(type).stream()
        .anyMatch(TrackedMethods::declaresMark);
  }

  private static boolean declaresMark(Class<?> type) {
    return isMarked(type)
        || Arrays.stream(type.getDeclaredMethods()).anyMatch(TrackedMethods::isMarked);
  }

  /** Asks Spring, which knows marks of marks, only about what is annotated: that is little. */
  private static boolean isMarked(AnnotatedElement element) {
    return element.getAnnotations().length > 0
        && AnnotatedElementUtils.isAnnotated(element, TrackPerformance.class);
  }

  @Override
  public boolean matches(Method method, Class<?> targetClass) {
    return operation(method, targetClass) != null;
  }

  /**
   * Returns the name of the operation that a method is; null if it is not to be tracked.
   *
   * @throws IllegalArgumentException if the name is not 1 to 256 characters, not blank
   */
  static @Nullable String operation(Method method, Class<?> targetClass) {
    Class<?> type = ClassUtils.getUserClass(targetClass);
    Method called = AopUtils.getMostSpecificMethod(method, type);
    TrackPerformance mark =
        AnnotatedElementUtils.findMergedAnnotation(called, TrackPerformance.class);
    if (mark != null) {
      return mark.value().isEmpty()
          ? checked(type.getSimpleName() + "." + called.getName(), called)
          : checked(mark.value(), called);
    }
    if (!Modifier.isPublic(called.getModifiers()) || called.getDeclaringClass() == Object.class) {
      return null;
    }
    TrackPerformance ofType =
        AnnotatedElementUtils.findMergedAnnotation(type, TrackPerformance.class);
    if (ofType == null) {
      return null;
    }
    String prefix = ofType.value().isEmpty() ? type.getSimpleName() : ofType.value();
    return checked(prefix + "." + called.getName(), called);
  }

  /** Refuses at the start what would otherwise fail every call. */
  private static String checked(String name, Method method) {
    boolean printable = name.chars().noneMatch(Character::isISOControl);
    if (name.isBlank() || name.length() > MAX_NAME_LENGTH || !printable) {
      throw new IllegalArgumentException(
          "@TrackPerformance of %s must name 1 to %d characters, not blank, without control characters, but named '%s'"
              .formatted(method, MAX_NAME_LENGTH, name));
    }
    return name;
  }
}
