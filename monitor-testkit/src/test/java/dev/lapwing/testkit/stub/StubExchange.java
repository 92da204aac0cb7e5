// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit.stub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A request and its response. Used by one thread at a time: that of its connection, or the one that
 * the service has handed an async request to.
 */
final class StubExchange {
  private final StubRequest request;
  private final OutputStream out;
  private final Runnable onHead;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status = 200;
  private int statusBeforeFailure;
  private boolean headSent;
  private boolean chunked;
  private volatile boolean writeFailed;
  private @Nullable String route;
  private boolean routeBroken;
  private boolean forEndpoint;
  private @Nullable CompletableFuture<@Nullable String> async;
  private long asyncTimeoutMillis = 60_000;
  private int dispatches;

  /**
   * @param onHead is told when the head was sent
   */
  StubExchange(StubRequest request, OutputStream out, Runnable onHead) {
    this.request = request;
    this.out = out;
    this.onHead = onHead;
  }

  String method() {
    return request.method();
  }

  String path() {
    return request.path();
  }

  @Nullable String query() {
    return request.query();
  }

  @Nullable String header(String name) {
    return request.headers().get(name);
  }

  StubRequest request() {
    return request;
  }

  @Nullable String route() {
    return route;
  }

  void matched(String template) {
    route = template;
  }

  void breakRoute() {
    routeBroken = true;
  }

  boolean isRouteBroken() {
    return routeBroken;
  }

  void setForEndpoint() {
    forEndpoint = true;
  }

  boolean isForEndpoint() {
    return forEndpoint;
  }

  void setStatus(int code) {
    status = code;
  }

  int status() {
    return status;
  }

  /** Answers 500, and keeps the status that was set before for those who would tell that one. */
  void failWith500(boolean tellFormer) {
    statusBeforeFailure = tellFormer ? status : 0;
    status = 500;
  }

  int statusToTell() {
    return statusBeforeFailure != 0 ? statusBeforeFailure : status;
  }

  void setHeader(String name, String value) {
    headers.put(name, value);
  }

  @Nullable String contentType() {
    return headers.get("Content-Type");
  }

  boolean isHeadSent() {
    return headSent;
  }

  boolean hasBody() {
    return body.size() > 0;
  }

  /** Returns whether the client could not be written to. */
  boolean isWriteFailed() {
    return writeFailed;
  }

  /** Adds to a body that is sent at the end, with its length. */
  void write(String text) {
    body.writeBytes(text.getBytes(ISO_8859_1));
  }

  OutputStream body() {
    return body;
  }

  /** Sends a part of the body at once, and the head before the first. */
  void sendNow(String text) throws IOException {
    if (!headSent) {
      chunked = true;
      setHeader("Transfer-Encoding", "chunked");
      sendHead();
    }
    sendBytes((Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(ISO_8859_1));
  }

  /** Sends a body of a known length, block by block. */
  void sendBlocks(int length, byte[] block) throws IOException {
    setHeader("Content-Length", Integer.toString(length));
    sendHead();
    for (int sent = 0; sent < length; sent += block.length) {
      sendBytes(block);
    }
  }

  /** Sends what is not sent yet. */
  void finish() throws IOException {
    if (!headSent) {
      if (status != 204 && status != 101) {
        setHeader("Content-Length", Integer.toString(body.size()));
      }
      sendHead();
      if (!method().equals("HEAD")) {
        sendBytes(body.toByteArray());
      }
    } else if (chunked) {
      sendBytes("0\r\n\r\n".getBytes(ISO_8859_1));
    }
  }

  private void sendHead() throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " \r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    headSent = true;
    sendBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
    onHead.run();
  }

  private void sendBytes(byte[] bytes) throws IOException {
    try {
      out.write(bytes);
    } catch (IOException e) {
      writeFailed = true;
      throw e;
    }
  }

  /** Lets the request go on after its handler has returned, until the returned future completes. */
  CompletableFuture<@Nullable String> goAsync() {
    CompletableFuture<@Nullable String> started = new CompletableFuture<>();
    async = started;
    return started;
  }

  void setAsyncTimeout(long millis) {
    asyncTimeoutMillis = millis;
  }

  long asyncTimeoutMillis() {
    return asyncTimeoutMillis;
  }

  /** Returns how an async request ends: with null, or a path to dispatch it to. */
  @Nullable CompletableFuture<@Nullable String> takeAsync() {
    CompletableFuture<@Nullable String> started = async;
    async = null;
    return started;
  }

  boolean isAsync() {
    return async != null;
  }

  void countDispatch() {
    dispatches++;
  }

  int dispatches() {
    return dispatches;
  }

  /** Does what may fail as only I/O does, for threads that have nobody to tell. */
  static void unchecked(Sending sending) {
    try {
      sending.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Something that sends. */
  interface Sending {
    void run() throws IOException;
  }
}
