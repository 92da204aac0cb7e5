// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.http.HttpMonitor;
import dev.lapwing.http.RouteTemplate;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
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
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Measures every request of an application. To be mapped first, to {@code /*}, for {@code REQUEST}
 * and {@code ASYNC} dispatches and with async support, as {@link LapwingServlet#install} does; in
 * {@code web.xml} or in code.
 *
 * <p>Thread-safe; for one application. A request that passes twice is measured once. Whatever
 * happens in here, the chain runs, and what it throws is thrown on.
 */
public final class LapwingFilter implements Filter {
  /**
   * The request attribute in which a service that dispatches by itself names the route that
   * matched: its path template without the context path, as {@code /users/{id}}; empty for none, or
   * {@link RouteTemplate#STATIC}. Without it {@link #attach} counts, then a {@link RouteResolver}
   * is asked, and then the servlet's mapping.
   */
  public static final String ROUTE_ATTRIBUTE = "dev.lapwing.http.route";

  /** What containers map to "/" unless the application does. */
  private static final Pattern DEFAULT_SERVLET =
      Pattern.compile(
          "(org\\.apache\\.catalina|org\\.eclipse\\.jetty|io\\.undertow)\\..*[.$]Default(404)?Servlet");

  static final RouteResolver BY_MAPPING = request -> null;

  private @Nullable PerformanceMonitor own;
  private @Nullable DropIn dropIn;
  private @Nullable HttpMonitor monitor;
  private RouteResolver routes = BY_MAPPING;

  private final JoinedRoutes joined = new JoinedRoutes();

  /** Whether "/" is mapped to the container's own servlet; null until first asked. */
  private volatile @Nullable Boolean containerServesDefault;

  /** The name of the stats servlet, empty when there is none; null until first asked. */
  private volatile @Nullable String statsServlet;

  /**
   * Makes a filter for {@code web.xml}: it tells the monitor of its context, and makes that from
   * init-params {@code lapwing.*} if there is none.
   */
  public LapwingFilter() {}

  /** Makes a filter that tells a monitor of requests. */
  public LapwingFilter(PerformanceMonitor monitor) {
    this(monitor, BY_MAPPING);
  }

  /** Makes a filter that tells a monitor of requests and of the routes that a service names. */
  public LapwingFilter(PerformanceMonitor monitor, RouteResolver routes) {
    this.own = monitor;
    this.monitor = monitor.http();
    this.routes = Objects.requireNonNull(routes, "routes must not be null");
  }

  /**
   * Finds or makes the monitor of the context, for a filter that was made without one.
   *
   * @throws ServletException if an init-param, the environment or a system property holds a value
   *     that is not allowed
   */
  @Override
  public void init(FilterConfig config) throws ServletException {
    ServletContext context = config.getServletContext();
    if (own != null) {
      DropIn.yieldTo(own, context);
      return;
    }
    DropIn found = DropIn.of(context);
    dropIn = found;
    monitor = found.monitor().http();
    if (found.resolver() != null) {
      routes = found.resolver();
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpMonitor told = dropIn == null || dropIn.isActive() ? monitor : null;
    ServletCall call = told == null ? null : begin(told, request, response);
    if (call == null) {
      passOn(request, response, chain);
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
   * Notes that there is no such file, which makes a route that was named {@link
   * RouteTemplate#STATIC} one that matched nothing.
   *
   * @param request as {@link #attach} takes it
   */
  public static void noteMissingFile(ServletRequest request) {
    ServletCall call = CallAttribute.callOf(request);
    if (call != null && RouteTemplate.STATIC.equals(call.attachment)) {
      call.attachment = "";
    }
  }

  /**
   * Attaches to a measured request what a {@link RouteResolver} is to find again, or a text that
   * names the route as {@link #ROUTE_ATTRIBUTE} does, which comes before it: for a framework, since
   * it costs the request no attribute. What was attached first stays, whatever a forward or an
   * error page matches later. Does nothing for a request that is not measured.
   *
   * @param request as the service was given it or wrapped, before it has ended
   */
  public static void attach(ServletRequest request, Object attachment) {
    ServletCall call = CallAttribute.callOf(request);
    if (call != null && call.attachment == null) {
      call.attachment = attachment;
    }
  }

  /**
   * Returns what is attached to a request; null if nothing, or if it is not measured.
   *
   * @param request as {@link #attach} or a {@link RouteResolver} was given it, or wrapped
   */
  public static @Nullable Object attachment(ServletRequest request) {
    ServletCall call = CallAttribute.callOf(request);
    return call == null ? null : call.attachment;
  }

  /**
   * Ends what {@link #init} made; a monitor that the filter was given is left to whoever made it.
   */
  @Override
  public void destroy() {
    if (dropIn != null) {
      dropIn.close();
    }
  }

  /** Jetty tells no listener of what escapes a dispatch once the head was sent. */
  private static void passOn(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (Throwable escaped) {
      ServletCall call =
          request.getDispatcherType() == DispatcherType.ASYNC
              ? CallAttribute.callOf(request)
              : null;
      if (call != null) {
        call.failedInDispatch(escaped);
      }
      throw escaped;
    }
  }

  /**
   * Returns the call; null for what is no HTTP, is for the stats servlet, has begun before, or
   * cannot be measured.
   */
  private @Nullable ServletCall begin(
      HttpMonitor told, ServletRequest request, ServletResponse response) {
    try {
      if (request instanceof HttpServletRequest http
          && response instanceof HttpServletResponse answer
          && http.getDispatcherType() != DispatcherType.ASYNC
          && CallAttribute.callOf(http) == null) {
        HttpServletMapping mapping = mappingOf(http);
        if (mapping != null && isForStats(http, mapping)) {
          return null;
        }
        boolean files = mapping != null && isForDefaultServlet(http, mapping);
        ServletCall call = new ServletCall(told, this, http, answer, mapping, files);
        if (files) {
          CallAttribute.set(call);
        }
        told.begin(call);
        return call;
      }
    } catch (Throwable fault) {
      // The request is not in flight yet, so it can go unmeasured.
      told.swallow("LapwingFilter.begin", fault);
    }
    return null;
  }

  RouteResolver routes() {
    return routes;
  }

  boolean hasFailed(HttpServletRequest request, HttpMonitor told) {
    try {
      return routes.hasFailed(request);
    } catch (Throwable fault) {
      told.swallow("RouteResolver.hasFailed", fault);
      return false;
    }
  }

  /** Returns a template below the context path of a request's application. */
  String joined(HttpServletRequest request, String template) {
    // Not the request's own context path, which may be spelt as the client likes.
    return joined.join(request.getServletContext().getContextPath(), template);
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
    List<Registration> stats =
        ContextSettings.registered(
            context.getServletRegistrations().values(), LapwingStatsServlet.class);
    return stats.isEmpty() ? "" : stats.get(0).getName();
  }

  private boolean isForDefaultServlet(HttpServletRequest request, HttpServletMapping mapping) {
    MappingMatch match = mapping.getMappingMatch();
    // Tomcat leaves it null for a welcome file that its own servlet sends.
    boolean mayBe =
        match == null ? !mapping.getServletName().isEmpty() : match == MappingMatch.DEFAULT;
    if (!mayBe) {
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
