// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One connection of a client that chooses its own bytes, and when to read and to leave. */
final class RawConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 20_000;

  /** Small, so that a server feels soon that nobody reads. */
  private static final int RECEIVE_BUFFER = 16_384;

  private final Socket socket;
  private final InputStream in;

  private RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  static RawConnection to(int port) {
    try {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(RECEIVE_BUFFER);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      return new RawConnection(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a request without a body. */
  void send(String method, String path, String... headerLines) {
    sendBytes(request(method, path, headerLines));
  }

  /** Asks for an upgrade to a WebSocket. */
  void sendUpgrade(String path) {
    send(
        "GET",
        path,
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
  }

  /** Returns the bytes of a request without a body. */
  static String request(String method, String path, String... headerLines) {
    StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    if (headerLines.length == 0 || !headerLines[0].startsWith("Host:")) {
      request.append("Host: localhost\r\n");
    }
    for (String line : headerLines) {
      request.append(line).append("\r\n");
    }
    return request.append("\r\n").toString();
  }

  void sendBytes(String bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one whole response to a {@code GET}. */
  Answer read() {
    return readBodyOf(readHead());
  }

  /** Reads the status line and the headers of a response. */
  Answer readHead() {
    try {
      String statusLine = readLine();
      Map<String, String> headers = new TreeMap<>();
      for (String line = readLine(); !line.isEmpty(); line = readLine()) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      return new Answer(Integer.parseInt(statusLine.split(" ", 3)[1]), headers, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads what comes after a head. */
  Answer readBodyOf(Answer head) {
    try {
      return head.withBody(readBody(head));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String readBody(Answer head) throws IOException {
    String length = head.headers().get("content-length");
    if (length != null) {
      return text(in.readNBytes(Integer.parseInt(length)));
    }
    if (head.isChunked()) {
      return readChunks();
    }
    return head.hasNoBody() ? "" : text(in.readAllBytes());
  }

  private String readChunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = readChunkSize(); size > 0; size = readChunkSize()) {
      body.write(in.readNBytes(size));
      readLine();
    }
    readLine();
    return text(body.toByteArray());
  }

  private int readChunkSize() throws IOException {
    return Integer.parseInt(readLine().split(";", 2)[0].strip(), 16);
  }

  /** Reads some of what a server sends until a text has come. */
  void readUntil(String text) {
    StringBuilder read = new StringBuilder();
    try {
      while (read.indexOf(text) < 0) {
        read.append((char) next());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("after: " + read, e);
    }
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int character = next(); character != '\n'; character = next()) {
      line.append((char) character);
    }
    return line.toString().strip();
  }

  private int next() throws IOException {
    int character = in.read();
    if (character < 0) {
      throw new EOFException("the server has closed the connection");
    }
    return character;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  /** Leaves so that the server's next write fails: what it sent is not taken. */
  void leave() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
