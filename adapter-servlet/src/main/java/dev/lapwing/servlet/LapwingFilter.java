// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.http.HttpMonitor;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.Registration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Measures every request of an application. To be mapped first, to {@code /*}, for {@code REQUEST}
 * dispatches and with async support, as {@link LapwingServlet#install} does.
 *
 * <p>Thread-safe; for one application. A request that passes twice is measured once. Whatever
 * happens in here, the chain runs, and what it throws is thrown on.
 */
public final class LapwingFilter implements Filter {
  /**
   * The request attribute in which a service that dispatches by itself names the route that
   * matched: its path template without the context path, as {@code /users/{id}}; empty for none, or
   * {@link dev.lapwing.http.RouteTemplate#STATIC}. Without it the servlet's mapping is the route.
   */
  public static final String ROUTE_ATTRIBUTE = "dev.lapwing.http.route";

  static final String CALL_ATTRIBUTE = "dev.lapwing.http.call";

  /** What containers map to "/" unless the application does. */
  private static final Pattern DEFAULT_SERVLET =
      Pattern.compile(
          "(org\\.apache\\.catalina|org\\.eclipse\\.jetty|io\\.undertow)\\..*[.$]Default(404)?Servlet");

  private final HttpMonitor monitor;

  /** Whether "/" is mapped to the container's own servlet; null until first asked. */
  private volatile @Nullable Boolean containerServesDefault;

  /** The name of the stats servlet, empty when there is none; null until first asked. */
  private volatile @Nullable String statsServlet;

  /** Makes a filter that tells a monitor of requests. */
  public LapwingFilter(PerformanceMonitor monitor) {
    this.monitor = monitor.http();
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    ServletCall call = begin(request, response);
    if (call == null) {
      chain.doFilter(request, response);
      return;
    }
    Throwable failure = null;
    try {
      chain.doFilter(call.requestForService(), call.responseForService());
    } catch (Throwable escaped) {
      failure = escaped;
      throw escaped;
    } finally {
      call.leave(failure);
    }
  }

  /**
   * Returns the call; null for what is no HTTP, is for the stats servlet, is measured already, or
   * cannot be.
   */
  private @Nullable ServletCall begin(ServletRequest request, ServletResponse response) {
    try {
      if (request instanceof HttpServletRequest http
          && response instanceof HttpServletResponse answer
          && http.getAttribute(CALL_ATTRIBUTE) == null) {
        HttpServletMapping mapping = mappingOf(http);
        if (mapping != null && isForStats(http, mapping)) {
          return null;
        }
        boolean files = mapping != null && isForDefaultServlet(http, mapping);
        ServletCall call = new ServletCall(monitor, http, answer, mapping, files);
        http.setAttribute(CALL_ATTRIBUTE, call);
        monitor.begin(call);
        return call;
      }
    } catch (Throwable fault) {
      // The request is not in flight yet, so it can go unmeasured.
      monitor.swallow("LapwingFilter.begin", fault);
    }
    return null;
  }

  /** Read at once, because Undertow changes it when the service dispatches. */
  private static @Nullable HttpServletMapping mappingOf(HttpServletRequest request) {
    try {
      return request.getHttpServletMapping();
    } catch (Throwable fault) {
      return null;
    }
  }

  /** Left out from the beginning: readers are not to raise the peak of requests in flight. */
  private boolean isForStats(HttpServletRequest request, HttpServletMapping mapping) {
    String known = statsServlet;
    if (known == null) {
      try {
        known = nameOfStatsServlet(request.getServletContext());
      } catch (Throwable fault) {
        // It discards its calls itself as well.
        return false;
      }
      statsServlet = known;
    }
    return known.equals(mapping.getServletName());
  }

  private static String nameOfStatsServlet(ServletContext context) {
    return context.getServletRegistrations().values().stream()
        .filter(each -> LapwingStatsServlet.class.getName().equals(each.getClassName()))
        .map(Registration::getName)
        .findFirst()
        .orElse("");
  }

  private boolean isForDefaultServlet(HttpServletRequest request, HttpServletMapping mapping) {
    if (mapping.getMappingMatch() != MappingMatch.DEFAULT) {
      return false;
    }
    Boolean known = containerServesDefault;
    if (known == null) {
      known = isContainersOwn(request, mapping.getServletName());
      containerServesDefault = known;
    }
    return known;
  }

  /** Decides by the kind of handler; a container may keep its registration to itself. */
  private static boolean isContainersOwn(HttpServletRequest request, String servlet) {
    ServletRegistration registration = request.getServletContext().getServletRegistration(servlet);
    String name = registration == null ? null : registration.getClassName();
    if (name == null) {
      return servlet.equals("default");
    }
    return DEFAULT_SERVLET.matcher(name).matches();
  }
}
