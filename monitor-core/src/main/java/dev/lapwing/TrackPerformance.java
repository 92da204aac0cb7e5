// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has every call of a method tracked as a call of an internal operation, or of every public method
 * of a type: through {@link PerformanceMonitor#instrument}, or by the framework whose adapter says
 * so. What the method throws counts as an error and passes through unchanged. A method that returns
 * a {@link java.util.concurrent.CompletionStage} is tracked until that completes.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface TrackPerformance {
  /**
   * The operation's name, 1 to 256 characters. Empty, as by default, for the simple name of the
   * type and the name of the method, with a dot between: {@code Orders.find}. On a type, it stands
   * for the type in these names.
   */
  String value() default "";
}
