// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;

/** Believes forwarded headers and hides them, as Spring's ForwardedHeaderFilter does. */
final class ForwardedHeaders implements Filter {
  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(new Believing((HttpServletRequest) request), response);
  }

  private static final class Believing extends HttpServletRequestWrapper {
    Believing(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getRemoteAddr() {
      String client = super.getHeader("X-Forwarded-For");
      return client == null ? super.getRemoteAddr() : client;
    }

    @Override
    public String getHeader(String name) {
      String host = super.getHeader("X-Forwarded-Host");
      if (name.equalsIgnoreCase("Host") && host != null) {
        return host;
      }
      return isHidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      return Collections.enumeration(
          Collections.list(super.getHeaderNames()).stream().filter(n -> !isHidden(n)).toList());
    }

    private static boolean isHidden(String name) {
      return name.toLowerCase(Locale.ROOT).startsWith("x-forwarded");
    }
  }
}
