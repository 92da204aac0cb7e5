// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

/** A client's connection for one request after another; another one where the server closes it. */
final class KeptConnection implements AutoCloseable {
  private final TestedServer server;
  private RawConnection connection;

  KeptConnection(TestedServer server) {
    this.server = server;
    this.connection = server.connect();
  }

  /** Sends a request and reads its answer. */
  Answer ask(String request) {
    send(request);
    return read();
  }

  void send(String request) {
    connection.sendBytes(request);
  }

  /** Reads the answer to what was sent. */
  Answer read() {
    Answer answer = connection.read();
    if (answer.isLast()) {
      connection.close();
      connection = server.connect();
    }
    return answer;
  }

  @Override
  public void close() {
    connection.close();
  }
}
