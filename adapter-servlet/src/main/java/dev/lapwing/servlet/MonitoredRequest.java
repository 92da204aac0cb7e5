// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The request as the service sees it: it knows its call, and async keeps the monitored response.
 */
final class MonitoredRequest extends HttpServletRequestWrapper {
  final MonitoredResponse response;
  private final ServletCall call;

  MonitoredRequest(ServletCall call) {
    this(call, new MonitoredResponse(call.response, call));
  }

  private MonitoredRequest(ServletCall call, MonitoredResponse response) {
    super(call.request);
    this.call = call;
    this.response = response;
  }

  /** Tells the call to whoever has this request, through whatever wrappers. */
  @Override
  public @Nullable Object getAttribute(String name) {
    return CallAttribute.NAME.equals(name) ? call : super.getAttribute(name);
  }

  /**
   * Without this the container would hand its own response to whoever asks the context. Not so in a
   * forward, where it would change the target of a dispatch on Undertow.
   */
  @Override
  public AsyncContext startAsync() {
    if (getDispatcherType() == DispatcherType.FORWARD) {
      CallAttribute.set(call);
      return super.startAsync();
    }
    return startAsync(new MonitoredRequest(call, response), response);
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse answer) {
    CallAttribute.set(call);
    return super.startAsync(request, answer);
  }
}
