// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The response as the service sees it. Hands everything on as it is, and tells the call when the
 * head is sent and when a write fails.
 */
final class MonitoredResponse extends TypedResponse {
  private final ServletCall call;

  /** The stream or the writer that the service has asked for last. */
  private @Nullable Object output;

  MonitoredResponse(HttpServletResponse response, ServletCall call) {
    super(response);
    this.call = call;
  }

  /** Asks the writer, which keeps failures to itself, when the service is done with it. */
  void askWriter() {
    if (output instanceof MonitoredWriter writer) {
      writer.ask();
    }
  }

  @Override
  public void sendError(int status) throws IOException {
    CallAttribute.set(call);
    super.sendError(status);
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    CallAttribute.set(call);
    super.sendError(status, message);
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    ServletOutputStream target = super.getOutputStream();
    if (output instanceof MonitoredStream known && known.target == target) {
      return known;
    }
    MonitoredStream stream = new MonitoredStream(target);
    output = stream;
    return stream;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    PrintWriter target = super.getWriter();
    if (output instanceof MonitoredWriter known && known.target() == target) {
      return known;
    }
    MonitoredWriter writer = new MonitoredWriter(target);
    output = writer;
    return writer;
  }

  @Override
  public void flushBuffer() throws IOException {
    try {
      super.flushBuffer();
    } catch (IOException e) {
      call.writeFailed();
      throw e;
    }
    call.wrote();
  }

  /** A stream that fails when the client has left, or when the service has closed it itself. */
  private final class MonitoredStream extends ServletOutputStream {
    private final ServletOutputStream target;
    private boolean closed;

    MonitoredStream(ServletOutputStream target) {
      this.target = target;
    }

    @Override
    public void write(int b) throws IOException {
      try {
        target.write(b);
      } catch (IOException e) {
        throw noted(e);
      }
      call.wrote();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        target.write(bytes, offset, length);
      } catch (IOException e) {
        throw noted(e);
      }
      call.wrote();
    }

    /** Overrides what Servlet 6.1 brings; its default copies, and refuses to block. */
    @SuppressWarnings({"UnusedMethod", "EffectivelyPrivate"}) // callers know Servlet 6.1
    public void write(ByteBuffer buffer) throws IOException {
      try {
        BufferWrites.write(target, buffer);
      } catch (IOException e) {
        throw noted(e);
      }
      call.wrote();
    }

    /** Some containers encode this in their own way. */
    @Override
    public void print(String text) throws IOException {
      try {
        target.print(text);
      } catch (IOException e) {
        throw noted(e);
      }
      call.wrote();
    }

    @Override
    public void flush() throws IOException {
      try {
        target.flush();
      } catch (IOException e) {
        throw noted(e);
      }
      call.wrote();
    }

    @Override
    public void close() throws IOException {
      try {
        target.close();
      } catch (IOException e) {
        throw noted(e);
      } finally {
        closed = true;
      }
      call.wrote();
    }

    private IOException noted(IOException failure) {
      if (!closed) {
        call.writeFailed();
      }
      return failure;
    }

    @Override
    public boolean isReady() {
      return target.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      Objects.requireNonNull(listener);
      target.setWriteListener(
          new WriteListener() {
            private @Nullable Throwable own;

            @Override
            public void onWritePossible() throws IOException {
              try {
                listener.onWritePossible();
              } catch (Throwable escaped) {
                own = escaped;
                throw escaped;
              }
            }

            @Override
            public void onError(Throwable failure) {
              if (failure instanceof IOException && failure != own) {
                call.writeFailed();
              }
              listener.onError(failure);
            }
          });
    }
  }

  /** A writer that hands every call on, because containers differ in line ends and locales. */
  private final class MonitoredWriter extends PrintWriter {
    private boolean closed;

    MonitoredWriter(PrintWriter target) {
      super(target);
    }

    PrintWriter target() {
      return (PrintWriter) out;
    }

    @Override
    public void write(int c) {
      target().write(c);
      call.wrote();
    }

    @Override
    public void write(char[] chars, int offset, int length) {
      target().write(chars, offset, length);
      call.wrote();
    }

    @Override
    public void write(String text, int offset, int length) {
      target().write(text, offset, length);
      call.wrote();
    }

    @Override
    public void println() {
      target().println();
      call.wrote();
    }

    @Override
    public PrintWriter format(String format, Object... args) {
      target().format(format, args);
      call.wrote();
      return this;
    }

    @Override
    public PrintWriter format(Locale locale, String format, Object... args) {
      target().format(locale, format, args);
      call.wrote();
      return this;
    }

    @Override
    public void flush() {
      if (closed) {
        target().flush();
      } else {
        checkError();
      }
    }

    @Override
    public void close() {
      ask();
      closed = true;
      target().close();
      call.wrote();
    }

    @Override
    public boolean checkError() {
      boolean failed = target().checkError();
      if (failed && !closed) {
        call.writeFailed();
      }
      call.wrote();
      return failed;
    }

    /** Asking flushes: were the head not sent yet, it would go without a content length. */
    private void ask() {
      try {
        if (!closed && isCommitted()) {
          checkError();
        }
      } catch (Throwable fault) {
        // The container may have taken the response back; then nobody asked.
      }
    }
  }
}
