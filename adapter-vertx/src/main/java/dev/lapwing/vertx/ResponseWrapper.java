// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.StreamPriority;
import io.vertx.core.net.HostAndPort;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A response that hands every call on to the server's own. */
abstract class ResponseWrapper implements HttpServerResponse {
  final HttpServerResponse raw;

  ResponseWrapper(HttpServerResponse raw) {
    this.raw = raw;
  }

  @Override
  public HttpServerResponse setWriteQueueMaxSize(int size) {
    raw.setWriteQueueMaxSize(size);
    return this;
  }

  @Override
  public boolean writeQueueFull() {
    return raw.writeQueueFull();
  }

  @Override
  public HttpServerResponse drainHandler(@Nullable Handler<Void> handler) {
    raw.drainHandler(handler);
    return this;
  }

  @Override
  public int getStatusCode() {
    return raw.getStatusCode();
  }

  @Override
  public HttpServerResponse setStatusCode(int code) {
    raw.setStatusCode(code);
    return this;
  }

  @Override
  public String getStatusMessage() {
    return raw.getStatusMessage();
  }

  @Override
  public HttpServerResponse setStatusMessage(String message) {
    raw.setStatusMessage(message);
    return this;
  }

  @Override
  public HttpServerResponse setChunked(boolean chunked) {
    raw.setChunked(chunked);
    return this;
  }

  @Override
  public boolean isChunked() {
    return raw.isChunked();
  }

  @Override
  public MultiMap headers() {
    return raw.headers();
  }

  @Override
  public HttpServerResponse putHeader(String name, String value) {
    raw.putHeader(name, value);
    return this;
  }

  @Override
  public HttpServerResponse putHeader(String name, Iterable<String> values) {
    raw.putHeader(name, values);
    return this;
  }

  @Override
  public HttpServerResponse putHeader(CharSequence name, CharSequence value) {
    raw.putHeader(name, value);
    return this;
  }

  @Override
  public HttpServerResponse putHeader(CharSequence name, Iterable<CharSequence> values) {
    raw.putHeader(name, values);
    return this;
  }

  @Override
  public MultiMap trailers() {
    return raw.trailers();
  }

  @Override
  public HttpServerResponse putTrailer(String name, String value) {
    raw.putTrailer(name, value);
    return this;
  }

  @Override
  public HttpServerResponse putTrailer(String name, Iterable<String> values) {
    raw.putTrailer(name, values);
    return this;
  }

  @Override
  public HttpServerResponse putTrailer(CharSequence name, CharSequence value) {
    raw.putTrailer(name, value);
    return this;
  }

  @Override
  public HttpServerResponse putTrailer(CharSequence name, Iterable<CharSequence> values) {
    raw.putTrailer(name, values);
    return this;
  }

  @Override
  public HttpServerResponse bodyEndHandler(@Nullable Handler<Void> handler) {
    raw.bodyEndHandler(handler);
    return this;
  }

  @Override
  public Future<Void> writeHead() {
    return raw.writeHead();
  }

  @Override
  public Future<Void> write(Buffer data) {
    return raw.write(data);
  }

  @Override
  public Future<Void> write(String text) {
    return raw.write(text);
  }

  @Override
  public Future<Void> write(String text, String encoding) {
    return raw.write(text, encoding);
  }

  @Override
  public Future<Void> writeContinue() {
    return raw.writeContinue();
  }

  @Override
  public Future<Void> writeEarlyHints(MultiMap hints) {
    return raw.writeEarlyHints(hints);
  }

  @Override
  public Future<Void> end() {
    return raw.end();
  }

  @Override
  public Future<Void> end(Buffer data) {
    return raw.end(data);
  }

  @Override
  public Future<Void> end(String text) {
    return raw.end(text);
  }

  @Override
  public Future<Void> end(String text, String encoding) {
    return raw.end(text, encoding);
  }

  @Override
  public Future<Void> sendFile(String name, long offset, long length) {
    return raw.sendFile(name, offset, length);
  }

  @Override
  public Future<Void> sendFile(FileChannel file, long offset, long length) {
    return raw.sendFile(file, offset, length);
  }

  @Override
  public Future<Void> sendFile(RandomAccessFile file, long offset, long length) {
    return raw.sendFile(file, offset, length);
  }

  @Override
  public boolean ended() {
    return raw.ended();
  }

  @Override
  public boolean closed() {
    return raw.closed();
  }

  @Override
  public boolean headWritten() {
    return raw.headWritten();
  }

  @Override
  public long bytesWritten() {
    return raw.bytesWritten();
  }

  @Override
  public long streamId() {
    return raw.streamId();
  }

  @Override
  public Future<HttpServerResponse> push(
      HttpMethod method, HostAndPort authority, String path, MultiMap headers) {
    return raw.push(method, authority, path, headers);
  }

  @Override
  public Future<Void> reset(long code) {
    return raw.reset(code);
  }

  @Override
  public Future<Boolean> cancel() {
    return raw.cancel();
  }

  @Override
  public Future<Void> writeCustomFrame(int type, int flags, Buffer payload) {
    return raw.writeCustomFrame(type, flags, payload);
  }

  @Override
  public HttpServerResponse setStreamPriority(StreamPriority priority) {
    raw.setStreamPriority(priority);
    return this;
  }

  @Override
  public HttpServerResponse addCookie(Cookie cookie) {
    raw.addCookie(cookie);
    return this;
  }

  @Override
  public @Nullable Cookie removeCookie(String name, boolean invalidate) {
    return raw.removeCookie(name, invalidate);
  }

  @Override
  public @Nullable Cookie removeCookie(
      String name, String domain, String path, boolean invalidate) {
    return raw.removeCookie(name, domain, path, invalidate);
  }

  @Override
  public Set<Cookie> removeCookies(String name, boolean invalidate) {
    return raw.removeCookies(name, invalidate);
  }

  @Override
  public Future<Void> writeAltSvc(String value) {
    return raw.writeAltSvc(value);
  }
}
