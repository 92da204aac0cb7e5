// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.servlet.LapwingStatsServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/**
 * Finds the endpoint, which the servlet serves that other containers are given: in the place of the
 * application's functions and guarded as those are, but only where none of them answers.
 *
 * <p>It is asked for every request, so it hands on to a mapping of Spring's only what may be the
 * endpoint's: that one sets an attribute before it looks at the path.
 */
final class MvcStats implements HandlerMapping, Ordered, ApplicationContextAware {
  private final StatsMount mount;
  private final Guarded guarded;

  MvcStats(PerformanceMonitor monitor, StatsMount mount, List<RouterFunctionMapping> functions) {
    this.mount = mount;
    this.guarded = new Guarded(new LapwingStatsServlet(monitor), mount, functions);
  }

  @Override
  public void setApplicationContext(ApplicationContext context) {
    guarded.setApplicationContext(context);
  }

  @Override
  public int getOrder() {
    return guarded.getOrder();
  }

  @Override
  public boolean usesPathPatterns() {
    return guarded.usesPathPatterns();
  }

  @Override
  public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) throws Exception {
    return mount.mayHave(request.getRequestURI()) ? guarded.getHandler(request) : null;
  }

  private static final class Guarded extends AbstractHandlerMapping {
    private final LapwingStatsServlet servlet;
    private final StatsMount mount;
    private final List<RouterFunctionMapping> functions;

    Guarded(LapwingStatsServlet servlet, StatsMount mount, List<RouterFunctionMapping> functions) {
      this.servlet = servlet;
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
      String below = mount.below(MvcMonitoring.pathWithinApplication(request));
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
