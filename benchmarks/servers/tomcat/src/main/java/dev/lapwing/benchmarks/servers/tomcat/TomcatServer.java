// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.tomcat;

import dev.lapwing.benchmarks.servers.BenchServer;
import dev.lapwing.benchmarks.servers.Options;
import dev.lapwing.benchmarks.servers.OrdersBackend;
import dev.lapwing.benchmarks.servers.Running;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** The measured services as plain servlets. */
public final class TomcatServer {

  private TomcatServer() {}

  /** Starts what the arguments ask for. */
  public static void main(String[] args) throws Exception {
    BenchServer.run(args, TomcatServer::start);
  }

  private static Running start(Options options) throws IOException, LifecycleException {
    Path directory = Files.createTempDirectory("lapwing-bench");
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(directory.toString());
    Connector connector = new Connector();
    connector.setProperty("address", "127.0.0.1");
    connector.setPort(0);
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", null);
    switch (options.variant()) {
      case "bare" -> {}
      case "lapwing" -> WithLapwing.measure(context);
      case "dropwizard" -> WithDropwizard.measure(context);
      case "javamelody" -> WithJavaMelody.measure(context);
      default -> throw new IllegalArgumentException("no variant " + options.variant());
    }
    AutoCloseable service =
        switch (options.service()) {
          case TRIVIAL -> serveHello(context);
          case REALISTIC -> serveOrders(context);
        };
    tomcat.start();
    return new Running(connector.getLocalPort(), () -> close(tomcat, directory, service));
  }

  private static AutoCloseable serveHello(Context context) {
    serve(context, new HelloServlet(), "/hello/*");
    return () -> {};
  }

  private static AutoCloseable serveOrders(Context context) {
    OrdersBackend orders = OrdersBackend.open();
    serve(context, new OrdersServlet(orders), "/orders");
    serve(context, new OrderServlet(orders), "/orders/*");
    return orders;
  }

  private static void serve(Context context, HttpServlet servlet, String pattern) {
    Tomcat.addServlet(context, pattern, servlet).addMapping(pattern);
  }

  private static void close(Tomcat tomcat, Path directory, AutoCloseable service) throws Exception {
    tomcat.stop();
    tomcat.destroy();
    service.close();
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    }
  }
}
