// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/** A filter that is chosen after the server has started. */
final class PassingTwice implements Filter {
  private final AtomicReference<Filter> filter = new AtomicReference<>();

  void use(Filter chosen) {
    filter.set(chosen);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    filter.get().doFilter(request, response, chain);
  }
}
