// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.javalin;

import dev.lapwing.http.HttpMonitor;
import dev.lapwing.servlet.LapwingFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * The servlet filter, but for requests to the stats endpoint. They are left out before they begin,
 * so that they are in no number whoever refuses them, and raise no peak.
 */
final class MeasuringFilter implements Filter {
  private final LapwingFilter measuring;
  private final Predicate<HttpServletRequest> leftOut;
  private final HttpMonitor monitor;

  MeasuringFilter(
      LapwingFilter measuring, Predicate<HttpServletRequest> leftOut, HttpMonitor monitor) {
    this.measuring = measuring;
    this.leftOut = leftOut;
    this.monitor = monitor;
  }

  @Override
  public void init(FilterConfig config) throws ServletException {
    measuring.init(config);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isLeftOut(request)) {
      chain.doFilter(request, response);
    } else {
      measuring.doFilter(request, response, chain);
    }
  }

  private boolean isLeftOut(ServletRequest request) {
    try {
      return request instanceof HttpServletRequest http && leftOut.test(http);
    } catch (Throwable fault) {
      monitor.swallow("MeasuringFilter.isLeftOut", fault);
      return false;
    }
  }

  @Override
  public void destroy() {
    measuring.destroy();
  }
}
