// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.adapters;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** An async request that ends when it is told to. */
final class LeanAsync implements AsyncContext {
  private final ServletRequest request;
  private final ServletResponse response;
  private final List<AsyncListener> listeners = new ArrayList<>(2);
  private final AsyncEvent event = new AsyncEvent(this);

  LeanAsync(ServletRequest request, ServletResponse response) {
    this.request = request;
    this.response = response;
  }

  void tellListeners() {
    for (AsyncListener listener : listeners) {
      try {
        listener.onComplete(event);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public ServletRequest getRequest() {
    return request;
  }

  @Override
  public ServletResponse getResponse() {
    return response;
  }

  @Override
  public void addListener(AsyncListener listener) {
    listeners.add(listener);
  }

  @Override
  public void addListener(AsyncListener listener, ServletRequest with, ServletResponse and) {
    listeners.add(listener);
  }

  @Override
  public boolean hasOriginalRequestAndResponse() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void dispatch() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void dispatch(String path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void dispatch(ServletContext context, String path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void complete() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void start(Runnable run) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T extends AsyncListener> T createListener(Class<T> type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setTimeout(long millis) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long getTimeout() {
    throw new UnsupportedOperationException();
  }
}
