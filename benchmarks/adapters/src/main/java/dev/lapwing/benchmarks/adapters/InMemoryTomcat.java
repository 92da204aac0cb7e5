// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.adapters;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.ServletConnection;
import java.nio.ByteBuffer;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Adapter;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.OutputBuffer;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** A connection of Tomcat's without a socket: requests go to its own pipeline, one at a time. */
final class InMemoryTomcat extends AbstractProcessor {
  private static final Log LOG = LogFactory.getLog(InMemoryTomcat.class);

  private final Sink sink = new Sink();

  InMemoryTomcat(Adapter adapter) {
    super(adapter);
    response.setOutputBuffer(sink);
  }

  /**
   * Serves a request, and returns how many bytes the body of its answer has.
   *
   * @throws IllegalStateException if the answer is not 200
   */
  long get(byte[] path) throws Exception {
    request.setMethod("GET");
    request.protocol().setString("HTTP/1.1");
    request.scheme().setString("http");
    request.serverName().setString("localhost");
    request.requestURI().setBytes(path, 0, path.length);
    getAdapter().service(request, response);
    int status = response.getStatus();
    long written = sink.written;
    request.recycle();
    response.recycle();
    sink.written = 0;
    if (status != 200) {
      throw new IllegalStateException(new String(path, US_ASCII) + " was answered " + status);
    }
    return written;
  }

  @Override
  protected void prepareResponse() {
    response.setCommitted(true);
  }

  @Override
  protected void finishResponse() {}

  @Override
  protected void ack(ContinueResponseTiming timing) {}

  @Override
  protected void earlyHints() {}

  @Override
  protected void flush() {}

  @Override
  protected int available(boolean read) {
    return 0;
  }

  @Override
  protected void setRequestBody(ByteChunk body) {}

  @Override
  protected void setSwallowResponse() {}

  @Override
  protected void disableSwallowRequest() {}

  @Override
  protected boolean isRequestBodyFullyRead() {
    return true;
  }

  @Override
  protected void registerReadInterest() {}

  @Override
  protected boolean isReadyForWrite() {
    return true;
  }

  @Override
  protected boolean isTrailerFieldsReady() {
    return true;
  }

  @Override
  protected ServletConnection getServletConnection() {
    throw new UnsupportedOperationException();
  }

  @Override
  protected boolean flushBufferedWrite() {
    return false;
  }

  @Override
  protected SocketState dispatchEndRequest() {
    throw new UnsupportedOperationException();
  }

  @Override
  protected SocketState service(SocketWrapperBase<?> socket) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void pause() {}

  @Override
  protected Log getLog() {
    return LOG;
  }

  private static final class Sink implements OutputBuffer {
    long written;

    @Override
    public int doWrite(ByteBuffer chunk) {
      int length = chunk.remaining();
      chunk.position(chunk.limit());
      written += length;
      return length;
    }

    @Override
    public long getBytesWritten() {
      return written;
    }
  }
}
