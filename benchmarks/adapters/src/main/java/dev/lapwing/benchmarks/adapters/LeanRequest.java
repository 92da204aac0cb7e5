// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.adapters;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.MappingMatch;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.core.StandardService;
import org.jspecify.annotations.Nullable;

/**
 * A servlet request that knows what is asked of it here, and throws at any other question. Used
 * again and again, as containers do with theirs.
 */
final class LeanRequest extends HttpServletRequestWrapper {
  private final String uri;
  private final String contextPath;
  private final ServletContext context;
  private final HttpServletMapping mapping;
  private final Map<String, Object> attributes = new HashMap<>();
  private @Nullable LeanAsync async;

  LeanRequest(String contextPath, String servletPath, String pathInfo) {
    super(refusing());
    this.contextPath = contextPath;
    this.uri = contextPath + servletPath + pathInfo;
    this.mapping = new Mapping(servletPath + "/*");
    this.context = contextOf(contextPath);
  }

  private static ServletContext contextOf(String path) {
    StandardEngine engine = new StandardEngine();
    engine.setService(new StandardService());
    StandardHost host = new StandardHost();
    host.setName("localhost");
    engine.addChild(host);
    StandardContext tomcat = new StandardContext();
    tomcat.setName(path);
    tomcat.setPath(path);
    host.addChild(tomcat);
    return tomcat.getServletContext();
  }

  private static HttpServletRequest refusing() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            LeanRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (self, method, arguments) -> {
              throw new UnsupportedOperationException(method.toString());
            });
  }

  void recycle() {
    attributes.clear();
    async = null;
  }

  /** Tells listeners that the async request is over, if it is one. */
  void complete() {
    if (async != null) {
      async.tellListeners();
    }
  }

  @Override
  public String getMethod() {
    return "GET";
  }

  @Override
  public String getRequestURI() {
    return uri;
  }

  @Override
  public String getContextPath() {
    return contextPath;
  }

  @Override
  public String getServletPath() {
    return "";
  }

  @Override
  public @Nullable String getPathInfo() {
    return null;
  }

  @Override
  public @Nullable String getQueryString() {
    return null;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return null;
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    return Collections.emptyEnumeration();
  }

  @Override
  public @Nullable String getCharacterEncoding() {
    return null;
  }

  @Override
  public @Nullable String getContentType() {
    return null;
  }

  @Override
  public int getContentLength() {
    return 0;
  }

  @Override
  public @Nullable ServletInputStream getInputStream() {
    return null;
  }

  @Override
  public DispatcherType getDispatcherType() {
    return DispatcherType.REQUEST;
  }

  @Override
  public HttpServletMapping getHttpServletMapping() {
    return mapping;
  }

  @Override
  public ServletContext getServletContext() {
    return context;
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return attributes.get(name);
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    attributes.put(name, value);
  }

  @Override
  public void removeAttribute(String name) {
    attributes.remove(name);
  }

  @Override
  public boolean isAsyncStarted() {
    return async != null;
  }

  @Override
  public @Nullable AsyncContext getAsyncContext() {
    return async;
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
    LeanAsync started = new LeanAsync(request, response);
    async = started;
    return started;
  }

  private record Mapping(String pattern) implements HttpServletMapping {
    @Override
    public String getMatchValue() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getPattern() {
      return pattern;
    }

    @Override
    public String getServletName() {
      return "orders";
    }

    @Override
    public MappingMatch getMappingMatch() {
      return MappingMatch.PATH;
    }
  }
}
