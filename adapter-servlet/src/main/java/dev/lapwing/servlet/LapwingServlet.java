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

/**
 * Installs a monitor in a servlet context. Where nobody does, and nothing is declared in {@code
 * web.xml}, the container adds Lapwing by itself.
 */
public final class LapwingServlet {
  /**
   * The attribute of the servlet context that holds the {@link PerformanceMonitor} of the
   * application, however it came there: for {@code trackOperation} and the like. There from before
   * the first request, and where it was dropped in, before the first listener.
   */
  public static final String MONITOR_ATTRIBUTE = "dev.lapwing.monitor";

  private static final String NAME = "lapwing";

  private LapwingServlet() {}

  /**
   * Installs a monitor for a service whose servlet mappings are its routes, or that names them by
   * {@link LapwingFilter#ROUTE_ATTRIBUTE}; as {@link #install(ServletContext, PerformanceMonitor,
   * RouteResolver)} does.
   */
  public static void install(ServletContext context, PerformanceMonitor monitor) {
    install(context, monitor, LapwingFilter.BY_MAPPING);
  }

  /**
   * Adds the filter that measures every request, before all filters that are declared, and serves
   * the stats endpoint at its base path unless the service has a servlet there. It makes no
   * difference whether the service registers its servlets before or after. Closing the monitor is
   * left to the caller.
   *
   * @param context one that is still starting, as a {@code ServletContainerInitializer} or {@code
   *     ServletContextListener} sees it
   * @param monitor takes the place of one that was dropped in
   * @param routes tells the routes of a service that dispatches by itself
   * @throws IllegalStateException if the context has started, or a monitor was installed already
   */
  public static void install(
      ServletContext context, PerformanceMonitor monitor, RouteResolver routes) {
    Objects.requireNonNull(context, "context must not be null");
    Objects.requireNonNull(monitor, "monitor must not be null");
    Objects.requireNonNull(routes, "routes must not be null");
    try {
      addFilter(context, NAME, new LapwingFilter(monitor, routes));
      addStats(context, NAME, new LapwingStatsServlet(monitor));
    } catch (IllegalStateException tooLate) {
      throw new IllegalStateException(
          "A monitor is installed once, and while the context starts: from a"
              + " ServletContainerInitializer or ServletContextListener.",
          tooLate);
    }
    DropIn.yieldTo(monitor, context);
  }

  static void addFilter(ServletContext context, String name, LapwingFilter measuring) {
    FilterRegistration.Dynamic filter = context.addFilter(name, measuring);
    if (filter == null) {
      throw new IllegalStateException("the context has a filter named " + name);
    }
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), false, "/*");
  }

  static void addStats(ServletContext context, String name, LapwingStatsServlet serving) {
    ServletRegistration.Dynamic stats = context.addServlet(name, serving);
    if (stats == null) {
      throw new IllegalStateException("the context has a servlet named " + name);
    }
    stats.setAsyncSupported(true);
    // Loaded last, it maps itself to what the service has left free.
    stats.setLoadOnStartup(Integer.MAX_VALUE);
  }
}
