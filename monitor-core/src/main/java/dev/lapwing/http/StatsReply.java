// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The stats endpoint's answer, for an adapter to send. Immutable; the body can be written once or
 * more, and nothing waits for the writing but who writes.
 *
 * <p>Headers and body go together as they are: where {@code Content-Encoding} is among the headers,
 * the body is packed already, and a status of 304 has none.
 */
public final class StatsReply {
  private final int status;
  private final Map<String, String> headers;
  private final Body body;

  StatsReply(int status, Map<String, String> headers, Body body) {
    this.status = status;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    this.body = body;
  }

  /** Returns the status to send. */
  public int status() {
    return status;
  }

  /** Returns the headers to send; {@code Content-Type} is among them when there is a body. */
  public Map<String, String> headers() {
    return headers;
  }

  /**
   * Writes the body, which may be empty; does not close the stream.
   *
   * @throws IOException if the stream does
   */
  public void writeTo(OutputStream target) throws IOException {
    body.writeTo(target);
  }

  /** Returns the body as {@link #writeTo} writes it; takes as long as to make the document. */
  public byte[] body() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writeTo(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** Returns the answer to a {@code HEAD} request whose {@code GET} has this one. */
  StatsReply withoutBody() {
    return new StatsReply(status, headers, Body.NONE);
  }

  /** What writes the body. */
  @FunctionalInterface
  interface Body {
    Body NONE = target -> {};

    void writeTo(OutputStream target) throws IOException;
  }
}
