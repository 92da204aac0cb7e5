// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import jakarta.servlet.Registration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops Lapwing into an application that has it on its class path, without any code. Containers
 * find it by themselves.
 *
 * <p>It does nothing where the service has installed a monitor in code before, or where the Spring
 * adapter is present, and adds nothing that is declared in {@code web.xml}. A value that is not
 * allowed in the configuration stops the application; nothing else that fails in here does.
 */
public final class LapwingInitializer implements ServletContainerInitializer {
  private static final Logger LOG = LoggerFactory.getLogger("dev.lapwing");

  /** The Spring adapter measures Spring's routes; only its presence counts, it is not loaded. */
  private static final String SPRING_ADAPTER = "dev/lapwing/spring/LapwingAutoConfiguration.class";

  /** Made by the container. */
  public LapwingInitializer() {}

  @Override
  public void onStartup(@Nullable Set<Class<?>> none, ServletContext context)
      throws ServletException {
    if (context.getAttribute(LapwingServlet.MONITOR_ATTRIBUTE) != null
        || ContextSettings.classLoader(context).getResource(SPRING_ADAPTER) != null) {
      return;
    }
    try {
      dropIn(context);
    } catch (ServletException refused) {
      throw refused;
    } catch (Throwable fault) {
      LOG.error(
          "Lapwing cannot be added to {}; the service goes on unmonitored.",
          context.getContextPath(),
          fault);
    }
  }

  private static void dropIn(ServletContext context) throws ServletException {
    DropIn dropIn = DropIn.of(context);
    // First of all, so that it is closed whatever fails from here on.
    context.addListener(dropIn);
    if (dropIn.isActive()
        && isMissing(context.getFilterRegistrations().values(), LapwingFilter.class)) {
      LapwingServlet.addFilter(context, DropIn.NAME, new LapwingFilter());
    }
    if (isMissing(context.getServletRegistrations().values(), LapwingStatsServlet.class)) {
      LapwingServlet.addStats(context, DropIn.NAME, new LapwingStatsServlet());
    }
  }

  private static boolean isMissing(Collection<? extends Registration> present, Class<?> part) {
    return ContextSettings.registered(present, part).isEmpty();
  }
}
