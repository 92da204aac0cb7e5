// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import static dev.lapwing.servlet.LapwingFilter.ROUTE_ATTRIBUTE;

import dev.lapwing.http.HttpMonitor;
import dev.lapwing.http.RouteTemplate;
import dev.lapwing.servlet.RouteResolver;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Tells the servlet filter the route of a request: the pattern of the first handler that matched,
 * whatever a forward or an error page matches later. Stateless.
 */
final class MvcRoutes
    implements HandlerInterceptor, HandlerExceptionResolver, RouteResolver, Ordered {
  private static final String UNMATCHED = "";
  private static final String DISPATCHER_SERVLET = "dispatcherServlet";

  /** Serves {@code RouterFunctions.resources}; not public. */
  private static final String RESOURCE_FUNCTION =
      "org.springframework.web.servlet.function.ResourceHandlerFunction";

  private final HttpMonitor monitor;

  MvcRoutes(HttpMonitor monitor) {
    this.monitor = monitor;
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    try {
      if (request.getAttribute(ROUTE_ATTRIBUTE) == null && !isForErrorPage(request)) {
        String route = isForFiles(handler) ? RouteTemplate.STATIC : matched(request);
        if (route != null) {
          request.setAttribute(ROUTE_ATTRIBUTE, route);
        }
      }
    } catch (Throwable fault) {
      monitor.swallow("MvcRoutes.preHandle", fault);
    }
    return true;
  }

  /** A handler of files takes every path, and says only so that there is no such file. */
  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    try {
      if (failure instanceof NoResourceFoundException
          && RouteTemplate.STATIC.equals(request.getAttribute(ROUTE_ATTRIBUTE))) {
        request.setAttribute(ROUTE_ATTRIBUTE, UNMATCHED);
      }
    } catch (Throwable fault) {
      monitor.swallow("MvcRoutes.resolveException", fault);
    }
    return null;
  }

  /** Returns the route of a request for which no handler was found that is intercepted. */
  @Override
  public @Nullable String route(HttpServletRequest request) {
    String matched = isForErrorPage(request) ? null : matched(request);
    if (matched != null) {
      return matched;
    }
    HttpServletMapping mapping = request.getHttpServletMapping();
    boolean forSpring =
        mapping.getMappingMatch() == MappingMatch.DEFAULT
            || DISPATCHER_SERVLET.equals(mapping.getServletName())
            || request.getAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE) != null;
    return forSpring ? UNMATCHED : null;
  }

  private static @Nullable String matched(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
            instanceof String pattern
        ? servletPath(request) + (pattern.startsWith("/") ? pattern : "/" + pattern)
        : null;
  }

  /** Returns where the dispatcher servlet is mapped, which its patterns do not say. */
  private static String servletPath(HttpServletRequest request) {
    HttpServletMapping mapping = request.getHttpServletMapping();
    return mapping.getMappingMatch() == MappingMatch.PATH
        ? mapping.getPattern().substring(0, mapping.getPattern().length() - "/*".length())
        : "";
  }

  private static boolean isForFiles(Object handler) {
    return handler instanceof ResourceHttpRequestHandler
        || handler.getClass().getName().equals(RESOURCE_FUNCTION);
  }

  private static boolean isForErrorPage(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) != null;
  }
}
