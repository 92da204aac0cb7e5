// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** The request as the service sees it: async keeps the monitored response. */
final class MonitoredRequest extends HttpServletRequestWrapper {
  private final HttpServletRequest target;
  private final MonitoredResponse response;

  MonitoredRequest(HttpServletRequest target, MonitoredResponse response) {
    super(target);
    this.target = target;
    this.response = response;
  }

  /**
   * Without this the container would hand its own response to whoever asks the context. Not so in a
   * forward, where it would change the target of a dispatch on Undertow.
   */
  @Override
  public AsyncContext startAsync() {
    return getDispatcherType() == DispatcherType.FORWARD
        ? super.startAsync()
        : startAsync(new MonitoredRequest(target, response), response);
  }
}
