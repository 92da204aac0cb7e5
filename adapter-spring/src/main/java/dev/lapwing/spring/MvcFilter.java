// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.servlet.LapwingFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Measures requests as {@link LapwingFilter} does, but for those of the endpoint's readers. */
final class MvcFilter implements Filter {
  private final LapwingFilter measuring;
  private final StatsMount mount;
  private final String servletPath;

  /**
   * Makes a filter that is to come first.
   *
   * @param servletPath where the dispatcher servlet is mapped; empty for everything
   */
  MvcFilter(LapwingFilter measuring, StatsMount mount, String servletPath) {
    this.measuring = measuring;
    this.mount = mount;
    this.servletPath = servletPath;
  }

  @Override
  public void init(FilterConfig config) throws ServletException {
    measuring.init(config);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isForReaders(request)) {
      chain.doFilter(request, response);
    } else {
      measuring.doFilter(request, response, chain);
    }
  }

  /** Left out from the beginning: readers are not to raise the peak of requests in flight. */
  private boolean isForReaders(ServletRequest request) {
    try {
      if (!(request instanceof HttpServletRequest http)) {
        return false;
      }
      String info = http.getPathInfo();
      String path = info == null ? http.getServletPath() : http.getServletPath() + info;
      return path.startsWith(servletPath)
          && mount.isForReaders(path.substring(servletPath.length()));
    } catch (Throwable fault) {
      // It is discarded where the stats are served.
      return false;
    }
  }

  @Override
  public void destroy() {
    measuring.destroy();
  }
}
