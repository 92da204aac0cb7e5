// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1. */
public final class LocalPort {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private LocalPort() {}

  /**
   * Returns the port itself, or any free one for 0. To be asked before a server starts: some say at
   * length what is wrong, some start without a connector.
   *
   * @throws BindException when the port is in use, with a sentence that says so
   */
  public static int free(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByAddress(LOOPBACK))) {
      return socket.getLocalPort();
    } catch (BindException e) {
      throw (BindException)
          new BindException("port " + port + " is in use: choose another with the option port")
              .initCause(e);
    }
  }
}
