// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/** A response that remembers its content type: asked for it, Tomcat makes a new text each time. */
class TypedResponse extends HttpServletResponseWrapper {
  private @Nullable String contentType;

  TypedResponse(HttpServletResponse response) {
    super(response);
  }

  /** Returns the content type as the service has set it, else as the container knows it. */
  final @Nullable String contentType() {
    return contentType == null ? getContentType() : contentType;
  }

  @Override
  public void setContentType(@Nullable String type) {
    super.setContentType(type);
    contentType = type;
  }

  @Override
  public void setHeader(String name, @Nullable String value) {
    super.setHeader(name, value);
    note(name, value);
  }

  @Override
  public void addHeader(String name, @Nullable String value) {
    super.addHeader(name, value);
    note(name, value);
  }

  private void note(String name, @Nullable String value) {
    if ("Content-Type".equalsIgnoreCase(name)) {
      contentType = value;
    }
  }

  @Override
  public void reset() {
    super.reset();
    contentType = null;
  }
}
