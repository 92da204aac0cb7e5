// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.http.HttpMonitor;
import dev.lapwing.http.StatsReply;
import dev.lapwing.http.StatsRequest;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Collections;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Serves the stats endpoint of a monitor, behind the service's own security. Requests to it are not
 * recorded.
 *
 * <p>To be mapped to the endpoint's base path and all below; loaded on startup without a mapping,
 * it maps itself there, unless the service has a servlet of its own in that place.
 */
public final class LapwingStatsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** Set by Tomcat's RemoteIpValve and RemoteIpFilter, which let headers say the address. */
  private static final String FORWARDED = "org.apache.tomcat.request.forwarded";

  private transient @Nullable HttpMonitor monitor;
  private transient @Nullable DropIn dropIn;

  /**
   * Makes a servlet for {@code web.xml}: it serves the monitor of its context, and makes that from
   * init-params {@code lapwing.*} if there is none.
   */
  public LapwingStatsServlet() {}

  /** Makes a servlet that serves the endpoint of a monitor. */
  public LapwingStatsServlet(PerformanceMonitor monitor) {
    this.monitor = monitor.http();
  }

  /**
   * Finds or makes the monitor of the context, for a servlet that was made without one; maps itself
   * if it has no mapping. By now the service has mapped all that it will, so that none of its
   * mappings is refused.
   *
   * @throws ServletException if an init-param, the environment or a system property holds a value
   *     that is not allowed
   */
  @Override
  public void init() throws ServletException {
    HttpMonitor served = monitor;
    if (served == null) {
      dropIn = DropIn.of(getServletContext());
      dropIn.lookAround();
      if (dropIn.hasGivenWay()) {
        return;
      }
      served = dropIn.monitor().http();
      monitor = served;
    }
    try {
      ServletRegistration own = getServletContext().getServletRegistration(getServletName());
      if (own != null && own.getMappings().isEmpty()) {
        String base = served.endpoint().basePath();
        if (!own.addMapping(base, base + "/*").isEmpty()) {
          served.endpoint().yieldTo(base);
        }
      }
    } catch (Throwable refused) {
      served.swallow("LapwingStatsServlet.init", refused);
    }
  }

  /** Ends what {@link #init} made; a monitor that the servlet was given is left to its maker. */
  @Override
  public void destroy() {
    if (dropIn != null) {
      dropIn.close();
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpMonitor served = Objects.requireNonNull(monitor, "init was not called");
    ServletCall call = CallAttribute.callOf(request);
    if (call != null) {
      served.discard(call);
    }
    StatsReply reply = served.endpoint().handle(statsRequest(request));
    response.setStatus(reply.status());
    reply.headers().forEach(response::setHeader);
    reply.writeTo(response.getOutputStream());
  }

  private static StatsRequest statsRequest(HttpServletRequest request) {
    HttpServletRequest received = received(request);
    String below = request.getPathInfo();
    boolean rewritten = received.getAttribute(FORWARDED) != null;
    Principal principal = request.getUserPrincipal();
    return new StatsRequest(
        request.getMethod(),
        below == null ? "" : below,
        request.getQueryString(),
        StatsRequest.HeaderLookup.of(
            received::getHeader, () -> Collections.list(received.getHeaderNames())),
        rewritten ? null : StatsRequest.address(received.getRemoteAddr()),
        StatsRequest.address(received.getLocalAddr()),
        principal == null ? null : principal.getName());
  }

  /** Returns the request as the container received it: filters may believe forwarded headers. */
  private static HttpServletRequest received(HttpServletRequest request) {
    ServletRequest inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      inner = wrapper.getRequest();
    }
    return inner instanceof HttpServletRequest http ? http : request;
  }
}
