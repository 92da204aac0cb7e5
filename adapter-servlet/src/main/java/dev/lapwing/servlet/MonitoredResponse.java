// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
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
final class MonitoredResponse extends HttpServletResponseWrapper {
  private final ServletCall call;
  private @Nullable MonitoredStream stream;
  private @Nullable MonitoredWriter writer;
  private boolean headSent;
  private volatile boolean writeFailed;

  MonitoredResponse(HttpServletResponse response, ServletCall call) {
    super(response);
    this.call = call;
  }

  /** Returns whether a write failed, which means that the client has left. */
  boolean writeFailed() {
    return writeFailed;
  }

  /** Asks the writer, which keeps failures to itself, when the service is done with it. */
  void askWriter() {
    if (writer != null) {
      writer.ask();
    }
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    ServletOutputStream target = super.getOutputStream();
    MonitoredStream current = stream;
    if (current == null || current.target != target) {
      current = new MonitoredStream(target);
      stream = current;
    }
    return current;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    PrintWriter target = super.getWriter();
    MonitoredWriter current = writer;
    if (current == null || current.target != target) {
      current = new MonitoredWriter(target);
      writer = current;
    }
    return current;
  }

  @Override
  public void flushBuffer() throws IOException {
    try {
      super.flushBuffer();
    } catch (IOException e) {
      noteFailure();
      throw e;
    }
    wrote();
  }

  private void noteFailure() {
    writeFailed = true;
    call.writeFailed();
  }

  private void wrote() {
    if (!headSent) {
      try {
        if (isCommitted()) {
          headSent = true;
          call.headSent();
        }
      } catch (Throwable fault) {
        // The write itself went well.
      }
    }
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
      wrote();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        target.write(bytes, offset, length);
      } catch (IOException e) {
        throw noted(e);
      }
      wrote();
    }

    /** Overrides what Servlet 6.1 brings; its default copies, and refuses to block. */
    @SuppressWarnings({"UnusedMethod", "EffectivelyPrivate"}) // callers know Servlet 6.1
    public void write(ByteBuffer buffer) throws IOException {
      try {
        BufferWrites.write(target, buffer);
      } catch (IOException e) {
        throw noted(e);
      }
      wrote();
    }

    /** Some containers encode this in their own way. */
    @Override
    public void print(String text) throws IOException {
      try {
        target.print(text);
      } catch (IOException e) {
        throw noted(e);
      }
      wrote();
    }

    @Override
    public void flush() throws IOException {
      try {
        target.flush();
      } catch (IOException e) {
        throw noted(e);
      }
      wrote();
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
      wrote();
    }

    private IOException noted(IOException failure) {
      if (!closed) {
        noteFailure();
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
                noteFailure();
              }
              listener.onError(failure);
            }
          });
    }
  }

  /** A writer that hands every call on, because containers differ in line ends and locales. */
  private final class MonitoredWriter extends PrintWriter {
    private final PrintWriter target;
    private boolean closed;

    MonitoredWriter(PrintWriter target) {
      super(target);
      this.target = target;
    }

    @Override
    public void write(int c) {
      target.write(c);
      wrote();
    }

    @Override
    public void write(char[] chars, int offset, int length) {
      target.write(chars, offset, length);
      wrote();
    }

    @Override
    public void write(String text, int offset, int length) {
      target.write(text, offset, length);
      wrote();
    }

    @Override
    public void println() {
      target.println();
      wrote();
    }

    @Override
    public PrintWriter format(String format, Object... args) {
      target.format(format, args);
      wrote();
      return this;
    }

    @Override
    public PrintWriter format(Locale locale, String format, Object... args) {
      target.format(locale, format, args);
      wrote();
      return this;
    }

    @Override
    public void flush() {
      if (closed) {
        target.flush();
      } else {
        checkError();
      }
    }

    @Override
    public void close() {
      ask();
      closed = true;
      target.close();
      wrote();
    }

    @Override
    public boolean checkError() {
      boolean failed = target.checkError();
      if (failed && !closed) {
        noteFailure();
      }
      wrote();
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
