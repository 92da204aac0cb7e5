// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit.stub;

import dev.lapwing.testkit.ContractServer;
import dev.lapwing.testkit.ContractSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A server with a thread for each connection, that serves the contract's routes. */
public final class StubServer implements ContractServer {
  private static final int BACKLOG = 200;

  private final ServerSocket listening;
  private final StubService service;
  private final StubMonitoring monitoring;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

  private StubServer(ContractSetup setup, Fault fault) throws IOException {
    listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    service = new StubService(setup, fault);
    monitoring = new StubMonitoring(setup.monitor().http(), fault);
  }

  /** Starts a server with a fault. */
  public static StubServer start(ContractSetup setup, Fault fault) throws IOException {
    StubServer server = new StubServer(setup, fault);
    startThread(server::accept);
    return server;
  }

  private static void startThread(Runnable work) {
    Thread thread = new Thread(work, "stub");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        socket.setTcpNoDelay(true);
        connections.add(socket);
        startThread(
            () -> {
              new StubConnection(socket, service, monitoring).run();
              connections.remove(socket);
            });
      }
    } catch (IOException stopped) {
      // The socket was closed.
    }
  }

  @Override
  public int port() {
    return listening.getLocalPort();
  }

  @Override
  public void stop() throws IOException {
    listening.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }
}
