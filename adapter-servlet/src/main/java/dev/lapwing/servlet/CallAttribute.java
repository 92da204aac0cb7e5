// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The request attribute in which a request that passes again tells its call. {@link
 * MonitoredRequest} answers it by itself. In the container's own request it is only set where the
 * container begins a further dispatch with that one, since it costs an entry in a map: for async
 * requests, error pages and files.
 */
final class CallAttribute {
  static final String NAME = "dev.lapwing.http.call";

  private CallAttribute() {}

  /** Returns the call of a request; null if it is not measured. */
  static @Nullable ServletCall callOf(ServletRequest request) {
    return request.getAttribute(NAME) instanceof ServletCall call ? call : null;
  }

  /**
   * Sets it in the container's own request, unless it is there. To be called within the first
   * dispatch, and before async starts: from then on other threads may use the request, and
   * Undertow's map is not made for more than one.
   */
  static void set(ServletCall call) {
    try {
      if (call.request.getAttribute(NAME) == null) {
        call.request.setAttribute(NAME, call);
      }
    } catch (Throwable fault) {
      call.monitor.swallow("CallAttribute.set", fault);
    }
  }

  /** Sets it at the end of the first dispatch, if an error page may follow. */
  static void setForErrorPage(ServletCall call, @Nullable Throwable escaped) {
    try {
      if (escaped != null || call.response.getStatus() >= SC_BAD_REQUEST) {
        set(call);
      }
    } catch (Throwable fault) {
      call.monitor.swallow("CallAttribute.setForErrorPage", fault);
    }
  }
}
