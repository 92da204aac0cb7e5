// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.containers;

import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;

/** Starts and stops Jetty, whatever the version of the servlet API. */
final class JettyServers {
  private JettyServers() {}

  static Server start(Handler context) {
    Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    server.setHandler(context);
    try {
      server.start();
    } catch (Exception e) {
      stop(server);
      throw new IllegalStateException("the application did not start", e);
    }
    return server;
  }

  static <T> T make(Class<T> type) {
    try {
      return type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
