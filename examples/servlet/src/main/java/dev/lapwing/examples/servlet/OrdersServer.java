// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.servlet;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.examples.orders.Shop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** The orders service on a Tomcat of its own, for this machine only. */
final class OrdersServer implements AutoCloseable {

  private static final String ADDRESS = "127.0.0.1";

  // What it says when a service ends concerns those that are deployed again in the same JVM.
  private static final Logger LEAKS = Logger.getLogger("org.apache.catalina.loader");

  private final Tomcat tomcat;
  private final Path directory;
  private final ExecutorService quotes = Executors.newFixedThreadPool(8, OrdersServer::daemon);
  // The feed of events bounds how many of these there are.
  private final ExecutorService streams = Executors.newCachedThreadPool(OrdersServer::daemon);

  private OrdersServer(Tomcat tomcat, Path directory) {
    this.tomcat = tomcat;
    this.directory = directory;
  }

  /** Starts to serve at a port that is free. */
  static OrdersServer start(int port, Shop shop, PerformanceMonitor monitor)
      throws IOException, LifecycleException {
    LEAKS.setLevel(Level.SEVERE);
    Path directory = Files.createTempDirectory("lapwing-orders");
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(directory.toString());
    Connector connector = new Connector();
    connector.setProperty("address", ADDRESS);
    connector.setPort(port);
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", null);
    OrdersServer server = new OrdersServer(tomcat, directory);
    context.addServletContainerInitializer(
        new OrdersApp(shop, monitor, server.quotes, server.streams), Set.of());
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      server.close();
      throw e;
    }
    return server;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "orders");
    thread.setDaemon(true);
    return thread;
  }

  URI uri() {
    return URI.create("http://" + ADDRESS + ":" + tomcat.getConnector().getLocalPort());
  }

  @Override
  public void close() throws IOException, LifecycleException {
    quotes.shutdownNow();
    streams.shutdownNow();
    tomcat.stop();
    tomcat.destroy();
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    }
  }
}
