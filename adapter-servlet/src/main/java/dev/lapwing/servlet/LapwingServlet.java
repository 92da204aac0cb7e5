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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Installs a monitor in a servlet context. */
public final class LapwingServlet {
  private static final Logger LOG = LoggerFactory.getLogger("dev.lapwing");
  private static final String NAME = "lapwing";

  private LapwingServlet() {}

  /**
   * Adds the filter that measures every request, before all filters that are declared, and serves
   * the stats endpoint at its base path unless the service has a servlet there.
   *
   * @param context one that is still starting, as a {@code ServletContainerInitializer} or {@code
   *     ServletContextListener} sees it
   * @throws IllegalStateException if the context has started, or has a monitor already
   */
  public static void install(ServletContext context, PerformanceMonitor monitor) {
    Objects.requireNonNull(context, "context must not be null");
    Objects.requireNonNull(monitor, "monitor must not be null");
    String base = monitor.http().endpoint().basePath();
    try {
      addFilter(context, monitor);
      if (isTaken(context, base)) {
        LOG.warn(
            "The service has a servlet of its own at {}: the stats endpoint is not served, requests"
                + " are recorded all the same. Set lapwing.path to a path that is free.",
            base);
      } else {
        addStats(context, monitor, base);
      }
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

  private static boolean isTaken(ServletContext context, String base) {
    return context.getServletRegistrations().values().stream()
        .flatMap(servlet -> servlet.getMappings().stream())
        .anyMatch(pattern -> pattern.equals(base) || pattern.equals(base + "/*"));
  }

  private static void addStats(ServletContext context, PerformanceMonitor monitor, String base) {
    ServletRegistration.Dynamic stats = context.addServlet(NAME, new LapwingStatsServlet(monitor));
    if (stats == null) {
      throw new IllegalStateException("the context has a servlet named " + NAME);
    }
    stats.setAsyncSupported(true);
    stats.addMapping(base, base + "/*");
  }
}
