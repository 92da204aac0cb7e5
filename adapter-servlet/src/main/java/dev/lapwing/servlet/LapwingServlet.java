// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import dev.lapwing.PerformanceMonitor;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;
import java.util.Objects;

/** Installs a monitor in a servlet context. */
public final class LapwingServlet {
  private static final String NAME = "lapwing";

  private LapwingServlet() {}

  /**
   * Adds the filter that measures every request, before all filters that are declared, and serves
   * the stats endpoint at its base path unless the service has a servlet there. It makes no
   * difference whether the service registers its servlets before or after.
   *
   * @param context one that is still starting, as a {@code ServletContainerInitializer} or {@code
   *     ServletContextListener} sees it
   * @throws IllegalStateException if the context has started, or has a monitor already
   */
  public static void install(ServletContext context, PerformanceMonitor monitor) {
    Objects.requireNonNull(context, "context must not be null");
    Objects.requireNonNull(monitor, "monitor must not be null");
    try {
      addFilter(context, monitor);
      addStats(context, monitor);
    } catch (IllegalStateException tooLate) {
      throw new IllegalStateException(
          "A monitor is installed once, and while the context starts: from a"
              + " ServletContainerInitializer or ServletContextListener.",
          tooLate);
    }
  }

  private static void addFilter(ServletContext context, PerformanceMonitor monitor) {
    FilterRegistration.Dynamic filter = context.addFilter(NAME, new LapwingFilter(monitor));
    if (filter == null) {
      throw new IllegalStateException("the context has a filter named " + NAME);
    }
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
  }

  private static void addStats(ServletContext context, PerformanceMonitor monitor) {
    ServletRegistration.Dynamic stats = context.addServlet(NAME, new LapwingStatsServlet(monitor));
    if (stats == null) {
      throw new IllegalStateException("the context has a servlet named " + NAME);
    }
    stats.setAsyncSupported(true);
    // Loaded last, it maps itself to what the service has left free.
    stats.setLoadOnStartup(Integer.MAX_VALUE);
  }
}
