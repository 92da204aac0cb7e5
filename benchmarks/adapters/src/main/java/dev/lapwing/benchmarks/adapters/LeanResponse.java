// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.adapters;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A servlet response that counts what is written, and throws at what nobody asks of it here. */
final class LeanResponse extends HttpServletResponseWrapper {
  private final Sink sink = new Sink();
  private final PrintWriter writer = new PrintWriter(new Counter());
  private int status = SC_OK;
  private @Nullable String contentType;
  long written;

  LeanResponse() {
    super(
        (HttpServletResponse)
            Proxy.newProxyInstance(
                LeanResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (self, method, arguments) -> {
                  throw new UnsupportedOperationException(method.toString());
                }));
  }

  void recycle() {
    status = SC_OK;
    contentType = null;
    written = 0;
  }

  @Override
  public int getStatus() {
    return status;
  }

  @Override
  public void setStatus(int code) {
    status = code;
  }

  @Override
  public @Nullable String getContentType() {
    return contentType;
  }

  @Override
  public void setContentType(@Nullable String type) {
    contentType = type;
  }

  @Override
  public @Nullable String getCharacterEncoding() {
    return "UTF-8";
  }

  @Override
  public void setCharacterEncoding(@Nullable String encoding) {}

  @Override
  public boolean containsHeader(String name) {
    return false;
  }

  @Override
  public void setHeader(String name, String value) {}

  @Override
  public void addHeader(String name, String value) {}

  @Override
  public void setContentLength(int length) {}

  @Override
  public void setContentLengthLong(long length) {}

  @Override
  public @Nullable String getHeader(String name) {
    return null;
  }

  @Override
  public Collection<String> getHeaders(String name) {
    return List.of();
  }

  @Override
  public boolean isCommitted() {
    return false;
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return sink;
  }

  @Override
  public PrintWriter getWriter() {
    return writer;
  }

  private final class Counter extends Writer {
    @Override
    public void write(char[] chars, int from, int length) {
      written += length;
    }

    @Override
    public void write(String text, int from, int length) {
      written += length;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private final class Sink extends ServletOutputStream {
    @Override
    public void write(int one) {
      written++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      written += length;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
