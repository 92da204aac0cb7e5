// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.http.HttpMonitor;
import dev.lapwing.http.RouteTemplate;
import dev.lapwing.servlet.JoinedRoutes;
import dev.lapwing.servlet.LapwingFilter;
import dev.lapwing.servlet.RouteResolver;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Measures requests as {@link LapwingFilter} does, but for those of the endpoint's readers, and
 * tells it the route: the pattern of the first handler that matched, whatever a forward or an error
 * page matches later. Keeps nothing of a request.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MvcMonitoring
    implements Filter, HandlerInterceptor, HandlerExceptionResolver, RouteResolver {
  private static final String UNMATCHED = "";
  private static final String DISPATCHER_SERVLET = "dispatcherServlet";

  /** Serves {@code RouterFunctions.resources}; not public. */
  private static final String RESOURCE_FUNCTION =
      "org.springframework.web.servlet.function.ResourceHandlerFunction";

  private final HttpMonitor monitor;
  private final StatsMount mount;
  private final LapwingFilter measuring;
  private final JoinedRoutes joined = new JoinedRoutes();

  MvcMonitoring(PerformanceMonitor monitor, StatsMount mount) {
    this.monitor = monitor.http();
    this.mount = mount;
    this.measuring = new LapwingFilter(monitor, this);
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
      return request instanceof HttpServletRequest http
          && mount.mayHave(http.getRequestURI())
          && DISPATCHER_SERVLET.equals(http.getHttpServletMapping().getServletName())
          && mount.isForReaders(pathWithinApplication(http));
    } catch (Throwable fault) {
      // It is discarded where the stats are served.
      return false;
    }
  }

  /** Returns the path as the client spelled it, which is what Spring's functions are asked with. */
  static String pathWithinApplication(HttpServletRequest request) {
    String path = request.getRequestURI();
    String context = request.getContextPath();
    String servlet = servletPath(request);
    return path.startsWith(context) && path.startsWith(servlet, context.length())
        ? path.substring(context.length() + servlet.length())
        : path;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    try {
      String route = isForFiles(handler) ? RouteTemplate.STATIC : matched(request);
      if (route != null && !isForErrorPage(request)) {
        LapwingFilter.attach(request, route);
      }
      if (handler instanceof HandlerFunction) {
        mount.answeredByApplication(pathWithinApplication(request));
      }
    } catch (Throwable fault) {
      monitor.swallow("MvcMonitoring.preHandle", fault);
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
      if (failure instanceof NoResourceFoundException) {
        LapwingFilter.noteMissingFile(request);
      }
    } catch (Throwable fault) {
      monitor.swallow("MvcMonitoring.resolveException", fault);
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

  private @Nullable String matched(HttpServletRequest request) {
    if (!(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
        instanceof String pattern)) {
      return null;
    }
    return joined.join(servletPath(request), pattern);
  }

  /** Returns where the dispatcher servlet is mapped, which its patterns do not say. */
  private static String servletPath(HttpServletRequest request) {
    return request.getHttpServletMapping().getMappingMatch() == MappingMatch.PATH
        ? request.getServletPath()
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
