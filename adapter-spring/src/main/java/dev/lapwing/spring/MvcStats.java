// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.servlet.LapwingStatsServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/**
 * Finds the endpoint, which the servlet serves that other containers are given: in the place of the
 * application's functions and guarded as those are, but only where none of them answers.
 */
final class MvcStats extends AbstractHandlerMapping {
  private final LapwingStatsServlet servlet;
  private final StatsMount mount;
  private final List<RouterFunctionMapping> functions;

  MvcStats(PerformanceMonitor monitor, StatsMount mount, List<RouterFunctionMapping> functions) {
    this.servlet = new LapwingStatsServlet(monitor);
    this.mount = mount;
    this.functions = functions;
    functions.stream().findFirst().ifPresent(this::takePlaceOf);
  }

  private void takePlaceOf(RouterFunctionMapping first) {
    setOrder(first.getOrder());
    HandlerInterceptor[] interceptors = first.getAdaptedInterceptors();
    if (interceptors != null) {
      setInterceptors((Object[]) interceptors);
    }
    CorsConfigurationSource origins = first.getCorsConfigurationSource();
    if (origins != null) {
      setCorsConfigurationSource(origins);
    }
  }

  /** Does nothing: they are among the interceptors of the functions. */
  @Override
  protected void detectMappedInterceptors(List<HandlerInterceptor> mapped) {}

  @Override
  protected @Nullable Object getHandlerInternal(HttpServletRequest request) throws Exception {
    String below =
        mount.mayHave(request.getRequestURI())
            ? mount.below(MvcMonitoring.pathWithinApplication(request))
            : null;
    if (below == null || isForFunction(request)) {
      return null;
    }
    return (HttpRequestHandler)
        (received, response) -> {
          mount.served();
          servlet.service(new BelowBase(received, below), response);
        };
  }

  private boolean isForFunction(HttpServletRequest request) throws Exception {
    for (RouterFunctionMapping each : functions) {
      if (each.getHandler(request) != null) {
        return true;
      }
    }
    return false;
  }

  /** A request whose path info is what comes after the endpoint's base. */
  private static final class BelowBase extends HttpServletRequestWrapper {
    private final String below;

    BelowBase(HttpServletRequest request, String below) {
      super(request);
      this.below = below;
    }

    @Override
    public String getPathInfo() {
      return below;
    }
  }
}
