// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import dev.lapwing.http.HttpCall;
import dev.lapwing.http.HttpMonitor;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as a test wants it to be. */
public final class TestCall extends HttpCall {
  private final String method;
  private final @Nullable String route;
  private final int status;
  private final Map<String, String> headers = new HashMap<>();
  private String path = "/";
  private @Nullable String contentType;

  private TestCall(String method, @Nullable String route, int status) {
    this.method = method;
    this.route = route;
    this.status = status;
  }

  public static TestCall get(@Nullable String route, int status) {
    return new TestCall("GET", route, status);
  }

  public static TestCall of(String method, @Nullable String route, int status) {
    return new TestCall(method, route, status);
  }

  public TestCall path(String value) {
    path = value;
    return this;
  }

  public TestCall contentType(String value) {
    contentType = value;
    return this;
  }

  public TestCall header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Begins and ends the call at once. */
  public void runOn(HttpMonitor http) {
    http.begin(this);
    http.end(this, null);
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public @Nullable String route() {
    return route;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public @Nullable String responseContentType() {
    return contentType;
  }

  @Override
  public @Nullable String header(String name) {
    return headers.get(name);
  }
}
