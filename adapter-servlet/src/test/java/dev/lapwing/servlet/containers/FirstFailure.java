// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.containers;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletException;

/** Remembers what an initializer threw, for a container that only logs it. */
final class FirstFailure {
  private Exception cause;

  ServletContainerInitializer of(ServletContainerInitializer initializer) {
    return (classes, context) -> {
      try {
        initializer.onStartup(classes, context);
      } catch (ServletException | RuntimeException e) {
        cause = cause == null ? e : cause;
        throw e;
      }
    };
  }

  Exception cause() {
    return cause;
  }
}
