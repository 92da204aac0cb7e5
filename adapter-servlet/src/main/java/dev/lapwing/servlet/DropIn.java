// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import dev.lapwing.PerformanceMonitor;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The monitor of a context whose service has made none in code, from the context's configuration.
 * Once the service comes with one of its own, this one gives way: it is closed, its filter measures
 * nothing and its servlet serves nothing.
 */
final class DropIn implements ServletContextListener {
  /** The name of what is added to a context without the service's doing. */
  static final String NAME = "lapwing.drop-in";

  private static final String ATTRIBUTE = "dev.lapwing.servlet.dropIn";

  private final ServletContext context;
  private final PerformanceMonitor monitor;
  private final @Nullable RouteResolver resolver;
  private final boolean owned;
  private final boolean enabled;
  private volatile boolean gaveWay;

  private DropIn(
      ServletContext context,
      PerformanceMonitor monitor,
      @Nullable RouteResolver resolver,
      boolean owned,
      boolean enabled) {
    this.context = context;
    this.monitor = monitor;
    this.resolver = resolver;
    this.owned = owned;
    this.enabled = enabled;
  }

  /**
   * Returns that of a context; makes it if there is none. Where the service has installed a monitor
   * in code, that is the one.
   *
   * @throws ServletException if the configuration holds a value that is not allowed
   */
  static DropIn of(ServletContext context) throws ServletException {
    if (context.getAttribute(ATTRIBUTE) instanceof DropIn present) {
      return present;
    }
    ContextSettings settings = ContextSettings.of(context);
    RouteResolver resolver = settings.resolver();
    DropIn made;
    if (context.getAttribute(LapwingServlet.MONITOR_ATTRIBUTE)
        instanceof PerformanceMonitor installed) {
      made = new DropIn(context, installed, resolver, false, true);
    } else {
      made = new DropIn(context, settings.monitor(), resolver, true, settings.isEnabled());
      context.setAttribute(LapwingServlet.MONITOR_ATTRIBUTE, made.monitor);
    }
    context.setAttribute(ATTRIBUTE, made);
    return made;
  }

  /** Makes a monitor of the service's own the one of a context. */
  static void yieldTo(PerformanceMonitor own, ServletContext context) {
    if (context.getAttribute(ATTRIBUTE) instanceof DropIn present && present.monitor != own) {
      present.gaveWay = true;
      present.close();
    }
    context.setAttribute(LapwingServlet.MONITOR_ATTRIBUTE, own);
  }

  /**
   * Looks, when all is registered, whether the service brings a filter of its own. Undertow makes
   * filters only for the first request, so they cannot say it themselves in time. Whether that one
   * has a monitor of its own too is not known yet, so this one stays open.
   */
  void lookAround() {
    Map<String, ? extends FilterRegistration> filters = context.getFilterRegistrations();
    int present = ContextSettings.registered(filters.values(), LapwingFilter.class).size();
    if (present > 1 && filters.containsKey(NAME)) {
      gaveWay = true;
    }
  }

  PerformanceMonitor monitor() {
    return monitor;
  }

  /** Returns what the configuration names; null if nothing. */
  @Nullable RouteResolver resolver() {
    return resolver;
  }

  /** Returns whether requests are to be measured: neither disabled nor given way. */
  boolean isActive() {
    return enabled && !gaveWay;
  }

  boolean hasGivenWay() {
    return gaveWay;
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    close();
  }

  /**
   * Closes the monitor if nobody else does. It stays in the context, for listeners of the service
   * that are told of the end later; closed, it runs what it is given and records nothing.
   */
  void close() {
    if (owned) {
      monitor.close();
    }
  }
}
